"""What technology managers do with matches: judge them, and wait for what came too early."""
