// A mini-program has no elements of a browser to put back.
export {}
