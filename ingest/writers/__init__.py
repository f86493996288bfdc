"""What goes back to people: refused rows to correct, empty lists to fill in, lists to publish."""
