// Fixtures side by side, each on a database of its own; two workers for two cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
