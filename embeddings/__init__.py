"""Texts as vectors and tokens: encoders, their cache, the segmenter, background document frequencies."""
