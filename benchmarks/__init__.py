"""The project's own measurements: boards, peers, micro-benchmarks, accuracy and robustness."""
