"""What is best: the only place that knows HiGHS. It gets models and answers with choices."""
