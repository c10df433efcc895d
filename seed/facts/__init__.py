"""The facts of five public documents."""
