// One browser and two cores: two pages at a time, and what changes something alone.
[assembly: LevelOfParallelism(2)]
