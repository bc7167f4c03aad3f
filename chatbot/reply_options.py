"""How replies are found and chosen: one frozen set of settings, each default in this place."""

from dataclasses import dataclass

from shared.decoding.options import DecodingOptions


@dataclass(frozen=True)
class ReplyOptions:
    """Settings of a reply.

    Args:
        beam_size, beam_candidates: the likeliest replies that join the candidates.
        samples: replies drawn beside them; 0 for none.
        temperature, top_p: of the draws (Holtzman et al. 2020).
        no_repeat_ngram: n of the n-grams that may not come twice in a reply.
        max_length: tokens of a reply at most.
        information_weight: how much of a reply's likelihood without this context is taken off; 0 ranks by
            likelihood alone, which favours what can be said at any time.
        information_length_penalty: the exponent of the length that information is divided by; 0 favours long replies.
        plausible_margin: how far a candidate may be behind the likeliest and still be chosen for its information, as
            a multiple of the square of the likeliest's nats a token: where one answer is right, no other is to be
            preferred for being special.
    """

    beam_size: int = 5
    beam_candidates: int = 2
    samples: int = 12
    temperature: float = 1.0
    top_p: float = 0.95
    no_repeat_ngram: int = 3
    max_length: int = 40
    information_weight: float = 1.0
    information_length_penalty: float = 0.5
    plausible_margin: float = 2.0

    def searches(self) -> list[DecodingOptions]:
        """The searches whose results are the candidates."""
        beam = DecodingOptions(
            beam_size=self.beam_size,
            alternatives=self.beam_candidates,
            no_repeat_ngram=self.no_repeat_ngram,
            max_length=self.max_length,
        )
        return [beam, self.sampled()] if self.samples else [beam]

    def sampled(self) -> DecodingOptions:
        """The search that draws."""
        return DecodingOptions(
            samples=max(1, self.samples),
            temperature=self.temperature,
            top_p=self.top_p,
            no_repeat_ngram=self.no_repeat_ngram,
            max_length=self.max_length,
        )
