"""Training of the person model: public data and invented case prose in, an int8 ONNX tagger out.

``make train DATA=…`` runs it in an environment of its own; nothing here is needed, or installed, to run the program.
"""
