"""Everything that can go wrong through no fault of the program, as exceptions with an exit code.

A message is one line: it names the argument or file, the rule, the value received and what to do next.
"""


class ProjectError(Exception):
    """Base of all expected errors: it could not be done, and the message says why."""

    exit_code = 1


class CallError(ProjectError):
    """The call itself was wrong: an unknown language, a missing file, a bad value."""

    exit_code = 2


class CorpusError(ProjectError):
    """A corpus cannot be learned from: empty, unreadable, or in no known format."""


class VocabularyError(ProjectError):
    """A vocabulary cannot be trained, read, or does not fit the model."""


class BundleError(ProjectError):
    """A serving bundle is missing, cut, altered or of another format."""


class TrainingError(ProjectError):
    """A model stopped learning for good."""


class CheckpointError(ProjectError):
    """A checkpoint cannot be written or read."""
