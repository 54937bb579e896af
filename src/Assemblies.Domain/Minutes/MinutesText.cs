using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>Where a text of the minute-taker stands.</summary>
public enum MinutesPart
{
    /// <summary>Before the first item.</summary>
    Opening,

    /// <summary>At an item.</summary>
    Item,

    /// <summary>After the last item.</summary>
    Closing,
}

/// <summary>What the minute-taker writes at one place of an assembly's minutes. It has a version of its own, since people write it together.</summary>
/// <remarks>It begins empty with version 0, so that two who write first at once meet as any other two.</remarks>
public sealed class MinutesText : Entity<MinutesText>
{
    private MinutesText() { }

    /// <summary>An empty text.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="part">Where.</param>
    /// <param name="item">At which item; null for opening and closing.</param>
    public MinutesText(Id<Assembly> assembly, MinutesPart part, Id<AgendaItem>? item) => (Assembly, Part, Item) = (assembly, part, item);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Where.</summary>
    public MinutesPart Part { get; private set; }

    /// <summary>At which item; null for opening and closing. One text a place: unique.</summary>
    public Id<AgendaItem>? Item { get; private set; }

    /// <summary>Markdown; empty while nobody has written it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Raised by each save; its ETag.</summary>
    public long Version { get; private set; }

    /// <summary>When it was last saved; null before the first time.</summary>
    public Instant? SavedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? SavedBy { get; private set; }

    /// <summary>Saves it, if it is still the version the writer began with. A text that says the same already is left as it is.</summary>
    /// <param name="text">The text, as it is to stand.</param>
    /// <param name="version">The version the writer began with.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    /// <returns>The refusal with what stands now, when somebody else saved in between.</returns>
    public Error? Write(string text, long version, Instant at, Id<Person>? by)
    {
        // Saved twice by a page that did not hear the first answer: nobody wrote in between.
        if (string.Equals(text, Text, StringComparison.Ordinal))
        {
            return null;
        }

        if (version != Version)
        {
            return MinutesDomainErrors.TextChanged with { Current = new TextNow(Version, Text) };
        }

        (Text, Version, SavedAt, SavedBy) = (text, Version + 1, at, by);
        return null;
    }
}
