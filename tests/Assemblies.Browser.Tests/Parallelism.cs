// One browser and two cores: fixtures one after the other, so that a page is never slow because of its neighbour.
[assembly: NonParallelizable]
