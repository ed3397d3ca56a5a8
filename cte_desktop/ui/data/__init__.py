"""What comes in through the window: choosing files, confirming, importing, and the report."""
