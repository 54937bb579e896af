using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>What helps somebody take part.</summary>
public enum Help
{
    /// <summary>No steps on the way.</summary>
    StepFree,

    /// <summary>A hearing loop.</summary>
    HearingLoop,

    /// <summary>Captions.</summary>
    Captions,

    /// <summary>Sign language.</summary>
    SignLanguage,

    /// <summary>A quiet room.</summary>
    QuietRoom,

    /// <summary>Brings an assistant.</summary>
    Assistant,

    /// <summary>Eats no meat or fish.</summary>
    Vegetarian,

    /// <summary>Eats nothing from animals.</summary>
    Vegan,

    /// <summary>Eats halal.</summary>
    Halal,

    /// <summary>Eats kosher.</summary>
    Kosher,

    /// <summary>Eats no gluten.</summary>
    GlutenFree,

    /// <summary>Takes no lactose.</summary>
    LactoseFree,
}

/// <summary>
/// Diet, access, the telephone number: a table of its own, since it can reveal health or religion. The host plans rooms and meals by it and sees
/// counts; it is removed <see cref="KeptDays"/> days after the last day of the assembly.
/// </summary>
/// <remarks>Source: rules.md, Europe; security.md, Privacy.</remarks>
public sealed class Needs
{
    /// <summary>Days after D2 until these are removed.</summary>
    public const int KeptDays = 30;

    private Needs() { }

    /// <summary>Keeps them.</summary>
    public Needs(Id<Registrant> registrant) => Registrant = registrant;

    /// <summary>Whose.</summary>
    public Id<Registrant> Registrant { get; private set; }

    /// <summary>What helps them.</summary>
    public Help[] Helps { get; private set; } = [];

    /// <summary>Anything else, in their words; null for nothing.</summary>
    public string? More { get; private set; }

    /// <summary>A mobile number for the days of the assembly, with its country code; null for none.</summary>
    public string? Phone { get; private set; }

    /// <summary>Takes what they said.</summary>
    public void Say(IEnumerable<Help> helps, string? more, string? phone) =>
        (Helps, More, Phone) = ([.. helps.Distinct().Order()], more, phone);

    /// <summary>The first day on which they are there no more.</summary>
    public static LocalDate GoneOn(LocalDate lastDay) => lastDay.PlusDays(KeptDays + 1);
}
