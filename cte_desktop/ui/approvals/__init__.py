"""What is agreed on plans: the chip, signing with drawn signatures, answers, dated copies."""
