// Fixtures side by side, each on a database of its own; three workers for two cores, since one often waits.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
