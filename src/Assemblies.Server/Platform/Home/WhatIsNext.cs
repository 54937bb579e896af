using Assemblies.Domain;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Platform.Home;

/// <summary>How much something waits for its reader.</summary>
public enum Urgency
{
    /// <summary>Somebody asked, and waits for the answer.</summary>
    Asked,

    /// <summary>It is theirs to do, and a day is set.</summary>
    Due,

    /// <summary>They may, as long as it is open.</summary>
    Open,

    /// <summary>Worth a look.</summary>
    Read,
}

/// <summary>Something that waits for a reader.</summary>
/// <param name="Urgency">How much.</param>
/// <param name="Title">A sentence with a verb: "Say whether you host GA-2027-2".</param>
/// <param name="Says">What it is about.</param>
/// <param name="Address">Where it is done.</param>
/// <param name="Action">The button: a verb with its object.</param>
/// <param name="By">The last day, Brussels time; null when none is set.</param>
public sealed record Waiting(Urgency Urgency, string Title, string Says, string Address, string Action, LocalDate? By = null);

/// <summary>A date that concerns a reader.</summary>
/// <param name="On">The day.</param>
/// <param name="Says">What ends or happens then, as a sentence.</param>
/// <param name="Address">Where more is said; null for nowhere.</param>
public sealed record DateToKnow(LocalDate On, string Says, string? Address = null);

/// <summary>What areas tell about a reader's next things.</summary>
/// <param name="reader">Whose.</param>
/// <param name="now">Business time.</param>
public sealed class NextThings(Reader reader, Instant now)
{
    private readonly List<Waiting> waiting = [];
    private readonly List<DateToKnow> dates = [];

    /// <summary>Whose they are.</summary>
    public Reader Reader => reader;

    /// <summary>Business time.</summary>
    public Instant Now => now;

    /// <summary>Today in Brussels.</summary>
    public LocalDate Today => now.InZone(Clocks.Brussels).Date;

    /// <summary>Something waits.</summary>
    public void Waits(Waiting one) => waiting.Add(one);

    /// <summary>A date concerns them. One that has passed is left out.</summary>
    public void Falls(DateToKnow one) => dates.Add(one);

    internal WhatIsNext.Answer Sorted() =>
        new(
            Today,
            [
                .. waiting
                    .OrderBy(one => one.Urgency)
                    .ThenBy(one => one.By ?? LocalDate.MaxIsoValue)
                    .ThenBy(one => one.Title, StringComparer.Ordinal),
            ],
            [.. dates.Where(one => one.On >= Today).OrderBy(one => one.On).ThenBy(one => one.Says, StringComparer.Ordinal)]
        );
}

/// <summary>An area knows some of what is next for a reader; registered with its services.</summary>
public interface IKnowWhatIsNext
{
    /// <summary>Tells it. Nothing that the reader may not know of.</summary>
    Task Tell(NextThings next, CancellationToken ct);
}

/// <summary>What is next for the reader: the most urgent first.</summary>
public sealed record WhatIsNext : IQuery<WhatIsNext.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>What is next.</summary>
    /// <param name="Today">Today in Brussels.</param>
    /// <param name="Waiting">What waits, the most urgent first.</param>
    /// <param name="Dates">Dates to come, the next first.</param>
    public sealed record Answer(LocalDate Today, IReadOnlyList<Waiting> Waiting, IReadOnlyList<DateToKnow> Dates);

    internal sealed class Handler(IEnumerable<IKnowWhatIsNext> areas, Reader reader, IClock clock) : IQueryHandler<WhatIsNext, Answer>
    {
        public async Task<Result<Answer>> Handle(WhatIsNext request, CancellationToken cancellationToken)
        {
            var next = new NextThings(reader, clock.GetCurrentInstant());
            foreach (var area in areas)
            {
                await area.Tell(next, cancellationToken);
            }

            return next.Sorted();
        }
    }
}
