"""The command `qiaotu`."""
