using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>What became of a member's request.</summary>
public enum RequestOutcome
{
    /// <summary>It became an item.</summary>
    Accepted,

    /// <summary>It went into an item that is there.</summary>
    Merged,

    /// <summary>It is not taken up, with a reason.</summary>
    Declined,
}

/// <summary>A member asks for an item.</summary>
public sealed class ItemRequest : Entity<ItemRequest>
{
    private ItemRequest() { }

    /// <summary>Asks for one.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="organisation">The member.</param>
    /// <param name="wish">What it asks for.</param>
    /// <param name="source">How the secretariat came to know it, when it enters it for the member.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who entered it.</param>
    public ItemRequest(Id<Assembly> assembly, Id<Organisation> organisation, ItemWish wish, Source? source, Instant at, Id<Person> by)
    {
        (Assembly, Organisation, At, By) = (assembly, organisation, at, by);
        (Title, Kind, Minutes, Text) = (wish.Title, wish.Kind, wish.Minutes, wish.Text);
        (SourceKind, SourceNote) = (source?.Kind, source?.Note);
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>The member that asks.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>The title it asks for.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is to be done with it.</summary>
    public ItemKind Kind { get; private set; }

    /// <summary>How long it would take.</summary>
    public int Minutes { get; private set; }

    /// <summary>Its text, Markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was asked for.</summary>
    public Instant At { get; private set; }

    /// <summary>Who entered it.</summary>
    public Id<Person> By { get; private set; }

    /// <summary>By what way the secretariat was told, when it acted for the member.</summary>
    public SourceKind? SourceKind { get; private set; }

    /// <summary>Who told it, when.</summary>
    public string? SourceNote { get; private set; }

    /// <summary>What became of it; null while it waits.</summary>
    public RequestAnswer? Answer { get; private set; }

    /// <summary>Answers it, once.</summary>
    /// <returns>The refusal, when it was answered before.</returns>
    public Error? Answered(RequestOutcome outcome, Id<AgendaItem>? item, string? reason, Instant at, Id<Person> by)
    {
        if (Answer is not null)
        {
            return AlreadyAnswered;
        }

        Answer = new(Id, outcome, item, reason, at, by);
        return null;
    }

    /// <summary>It was answered before.</summary>
    public static readonly Error AlreadyAnswered = new(
        "agenda.request_answered",
        ErrorKind.Conflict,
        "This request was answered already. Look at the answer; a new wish needs a new request."
    );
}

/// <summary>What a member asks for.</summary>
/// <param name="Title">The title.</param>
/// <param name="Kind">What is to be done with it.</param>
/// <param name="Minutes">How long it would take.</param>
/// <param name="Text">Its text, Markdown.</param>
public sealed record ItemWish(string Title, ItemKind Kind, int Minutes, string Text);

/// <summary>Somebody answered a request; one row each, so that of two answers at once one is refused.</summary>
public sealed class RequestAnswer
{
    private RequestAnswer() { }

    internal RequestAnswer(
        Id<ItemRequest> request,
        RequestOutcome outcome,
        Id<AgendaItem>? item,
        string? reason,
        Instant at,
        Id<Person> by
    ) => (Request, Outcome, Item, Reason, At, By) = (request, outcome, item, reason, at, by);

    /// <summary>To which request.</summary>
    public Id<ItemRequest> Request { get; private set; }

    /// <summary>What became of it.</summary>
    public RequestOutcome Outcome { get; private set; }

    /// <summary>The item it became or went into.</summary>
    public Id<AgendaItem>? Item { get; private set; }

    /// <summary>Why; always there when it is declined.</summary>
    public string? Reason { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person> By { get; private set; }
}
