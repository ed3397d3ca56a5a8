"""What is said about completers: awards, register, certificates, figures and forecast."""
