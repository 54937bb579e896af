using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>What a document is for.</summary>
public enum DocumentKind
{
    /// <summary>For an item.</summary>
    Item,

    /// <summary>A member's update for the exchange of progress.</summary>
    CountryUpdate,

    /// <summary>Comes with a member's request for an item.</summary>
    Request,
}

/// <summary>A file that was handed in, without its bytes. Never changed: a newer one takes its place.</summary>
public sealed class AgendaDocument : Entity<AgendaDocument>
{
    private AgendaDocument() { }

    /// <summary>Hands one in.</summary>
    public AgendaDocument(Id<Assembly> assembly, DocumentKind kind, string title, FileFacts file, Instant at, Id<Person>? by) =>
        (First, Assembly, Kind, Title, FileName, ContentType, Size, Hash, UploadedAt, UploadedBy) = (
            Id,
            assembly,
            kind,
            title,
            file.Name,
            file.ContentType,
            file.Size,
            file.Hash,
            at,
            by
        );

    /// <summary>The first of its revisions, the same for each; itself where it took nothing's place.</summary>
    public Id<AgendaDocument> First { get; private set; }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>What it is for.</summary>
    public DocumentKind Kind { get; private set; }

    /// <summary>The item whose audience it has; null for a request's until it is accepted, and for updates without an item.</summary>
    public Id<AgendaItem>? Item { get; private set; }

    /// <summary>The request it came with.</summary>
    public Id<ItemRequest>? Request { get; private set; }

    /// <summary>The member whose update or request it is.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The file's name, without folders.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Its media type, found by its bytes.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Its size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was handed in.</summary>
    public Instant UploadedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? UploadedBy { get; private set; }

    /// <summary>By what way the secretariat got it, when it handed it in for the member.</summary>
    public SourceKind? SourceKind { get; private set; }

    /// <summary>Who sent it, when.</summary>
    public string? SourceNote { get; private set; }

    /// <summary>It came after the final documents were due or sent.</summary>
    public bool Late { get; private set; }

    /// <summary>When it was taken back or a newer one took its place.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>Belongs to an item.</summary>
    public AgendaDocument For(Id<AgendaItem>? item)
    {
        Item = item;
        return this;
    }

    /// <summary>Came with a member's request.</summary>
    public AgendaDocument For(ItemRequest request)
    {
        (Request, Organisation) = (request.Id, request.Organisation);
        return this;
    }

    /// <summary>Is a member's update.</summary>
    public AgendaDocument For(Id<Organisation> organisation)
    {
        Organisation = organisation;
        return this;
    }

    /// <summary>The secretariat handed it in for the member, and says how it came by it; null when the member did by itself.</summary>
    public AgendaDocument From(Source? source)
    {
        (SourceKind, SourceNote) = (source?.Kind, source?.Note);
        return this;
    }

    /// <summary>Takes the place of another, which is taken back.</summary>
    public AgendaDocument InPlaceOf(AgendaDocument old)
    {
        old.Remove(UploadedAt);
        First = old.First;
        return this;
    }

    /// <summary>Marks it late.</summary>
    public AgendaDocument MarkedLate(bool isLate)
    {
        Late = isLate;
        return this;
    }

    /// <summary>Takes it back.</summary>
    public void Remove(Instant at) => RemovedAt ??= at;
}
