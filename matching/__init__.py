"""Candidates, features, scores and explanations of matches between demand and supply."""
