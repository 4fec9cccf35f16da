import ArgumentParser
struct Verify: ParsableCommand { func run() throws {} }
struct Claims: ParsableCommand { func run() throws {} }
