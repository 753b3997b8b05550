"""How well people are found, on text that nothing was trained on; ``make evaluate`` writes docs/evaluation.md."""
