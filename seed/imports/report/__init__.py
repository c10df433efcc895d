"""What an import says at its end."""
