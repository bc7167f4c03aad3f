"""What people write and how it goes to the model and back; knows no model."""
