"""The person model's runtime: word-pieces, windows, an ONNX network, tags, calibrated scores, and spaCy's side."""
