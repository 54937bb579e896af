using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>A session as it is sent.</summary>
/// <param name="Title">Its own title; left out when its items say what it is about.</param>
/// <param name="Kind">What it is; <c>plain</c> unless said otherwise.</param>
/// <param name="Minutes">How long it takes; the sum of its items counts when it has any.</param>
/// <param name="FixedStart">The venue's time at which it starts whatever comes before it.</param>
/// <param name="FixedDay">Days from the meeting's day to the fixed start.</param>
/// <param name="Parallel">A to Z: sessions that follow each other with different letters run side by side.</param>
/// <param name="Audience">Whom it is for; left out for the meeting's audience.</param>
/// <param name="Format">How one takes part; left out for the meeting's format.</param>
/// <param name="Room">Its room; left out for the meeting's.</param>
/// <param name="OnlineLink">How to join by video, https; shown to those it is for only.</param>
/// <param name="Presenters">Who speaks.</param>
/// <param name="Closed">Left to delegates who may vote, officers, secretariat and whom the chair names.</param>
public sealed record SessionBody(
    string? Title = null,
    SessionKind Kind = SessionKind.Plain,
    int Minutes = 0,
    LocalTime? FixedStart = null,
    int FixedDay = 0,
    string? Parallel = null,
    Audience? Audience = null,
    MeetingFormat? Format = null,
    string? Room = null,
    string? OnlineLink = null,
    string? Presenters = null,
    bool Closed = false
)
{
    internal SessionPlan Plan =>
        new(Tidy(Title), Kind, Minutes)
        {
            FixedStart = FixedStart,
            FixedDay = FixedDay,
            Parallel = Tidy(Parallel)?[0],
            Audience = Audience,
            Format = Format,
            Room = Tidy(Room),
            OnlineLink = Tidy(OnlineLink),
            Presenters = Tidy(Presenters),
            Closed = Closed,
        };

    /// <summary>A session whose only item bears the same title has no title of its own: a closed item would be given away by it.</summary>
    internal SessionPlan PlanOver(IReadOnlyList<ItemBody> items) =>
        items is [{ Title: { } only }] && string.Equals(Tidy(Title), only.Trim(), StringComparison.Ordinal)
            ? Plan with
            {
                Title = null,
            }
            : Plan;

    internal SessionPlan PlanOver(IReadOnlyList<SaveProgramme.ItemRow>? items) => PlanOver([.. (items ?? []).Select(i => i.Item)]);

    internal static string? Tidy(string? text) => text?.Trim() is { Length: > 0 } tidy ? tidy : null;

    internal sealed class Validator : AbstractValidator<SessionBody>
    {
        public Validator()
        {
            RuleFor(s => s.Title).OneLine().MaximumLength(200).WithMessage("A title has at most 200 letters.");
            RuleFor(s => s.Minutes).InclusiveBetween(0, 1440).WithMessage("Enter the minutes, 0 to 1,440.");
            RuleFor(s => s.FixedDay).InclusiveBetween(0, 2).WithMessage("A fixed start lies on the meeting's day or the two after it.");
            RuleFor(s => s.Parallel)
                .Must(p => string.IsNullOrWhiteSpace(p) || p.Trim() is [>= 'A' and <= 'Z'])
                .WithMessage("Parallel sessions have one letter, A to Z.");
            RuleFor(s => s.Room).MaximumLength(200).WithMessage("A room has at most 200 letters.");
            RuleFor(s => s.Presenters).MaximumLength(300).WithMessage("Presenters have at most 300 letters.");
            RuleFor(s => s.OnlineLink)
                .Must(link => string.IsNullOrWhiteSpace(link) || IsLink(link))
                .WithMessage("Enter the whole address, beginning with https://.");
            RuleFor(s => s.FixedStart)
                .Must(time => time is null || time.Value.Second is 0 && time.Value.NanosecondOfSecond is 0)
                .WithMessage("A start is a whole minute, for example 12:30.");
        }

        private static bool IsLink(string link) =>
            link.Length <= 500 && Uri.TryCreate(link.Trim(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
    }
}

/// <summary>An item as it is sent; its number follows from its place.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Kind">What is done with it; <c>information</c> unless said otherwise.</param>
/// <param name="Presenters">Who presents it.</param>
/// <param name="RuleType">The type whose majority the rules name, such as <c>budget</c>.</param>
/// <param name="Closed">Left to delegates who may vote, officers, secretariat and whom the chair names.</param>
/// <param name="Late">It comes after the final agenda: subject to the members' vote. After the deadline it is marked so by itself.</param>
public sealed record ItemBody(
    string Title,
    int Minutes,
    ItemKind Kind = ItemKind.Information,
    string? Presenters = null,
    string? RuleType = null,
    bool Closed = false,
    bool Late = false
)
{
    internal ItemPlan Plan =>
        new(Title.Trim(), Kind, Minutes)
        {
            Presenters = SessionBody.Tidy(Presenters),
            RuleType = SessionBody.Tidy(RuleType),
            Closed = Closed,
            Late = Late,
        };

    internal sealed class Validator : AbstractValidator<ItemBody>
    {
        public Validator()
        {
            RuleFor(i => i.Title).NotEmpty().WithMessage("Enter the title.");
            RuleFor(i => i.Title).OneLine().MaximumLength(200).WithMessage("A title has at most 200 letters.");
            RuleFor(i => i.Minutes).InclusiveBetween(0, 1440).WithMessage("Enter the minutes, 0 to 1,440.");
            RuleFor(i => i.Presenters).MaximumLength(300).WithMessage("Presenters have at most 300 letters.");
            RuleFor(i => i.RuleType)
                .Must(type => string.IsNullOrWhiteSpace(type) || type.Length <= 40 && type.All(char.IsAsciiLetter))
                .WithMessage("A rule type is one word, for example budget.");
        }
    }
}
