"""From a trained model to a folder that serves without a training framework, and its session."""
