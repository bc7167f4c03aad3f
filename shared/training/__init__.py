"""Learning: from an encoded corpus to averaged weights; knows no product and no text."""
