using Assemblies.Domain.Hosting;

namespace Assemblies.Domain.Tests.Hosting;

/// <summary>The 24 members of the demo network with their cities; applicants, partners and the Commission do not count for journeys.</summary>
internal static class DemoMembers
{
    internal static readonly Origin[] All =
    [
        new("AT", "Graz", new(47.07, 15.44)),
        new("BE", "Gent", new(51.05, 3.72)),
        new("BG", "Пловдив", new(42.15, 24.75)),
        new("CH", "Bern", new(46.95, 7.45)),
        new("CZ", "Brno", new(49.2, 16.61)),
        new("DE", "Dortmund", new(51.51, 7.47)),
        new("DK", "Odense", new(55.4, 10.39)),
        new("EE", "Tartu", new(58.38, 26.72)),
        new("ES", "Zaragoza", new(41.65, -0.88)),
        new("FI", "Tampere", new(61.5, 23.79)),
        new("FR", "Lyon", new(45.76, 4.84)),
        new("GR", "Πάτρα", new(38.25, 21.73)),
        new("HR", "Rijeka", new(45.33, 14.44)),
        new("HU", "Győr", new(47.69, 17.64)),
        new("IE", "Galway", new(53.27, -9.05)),
        new("IT", "Bologna", new(44.49, 11.34)),
        new("LT", "Kaunas", new(54.9, 23.89)),
        new("LV", "Liepāja", new(56.51, 21.01)),
        new("NL", "Eindhoven", new(51.44, 5.48)),
        new("NO", "Trondheim", new(63.43, 10.4)),
        new("PL", "Wrocław", new(51.11, 17.03)),
        new("PT", "Porto", new(41.15, -8.61)),
        new("SE", "Göteborg", new(57.71, 11.97)),
        new("SI", "Ljubljana", new(46.06, 14.51)),
    ];
}
