using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>What pages call things.</summary>
internal static class HostingWords
{
    /// <summary>The answers to "how did they tell you?".</summary>
    public static readonly IReadOnlyList<Answer> SourceKinds = Answer.Of<SourceKind>(kind =>
        kind switch
        {
            SourceKind.Phone => "By phone",
            SourceKind.Mail => "By mail",
            SourceKind.Paper => "On paper",
            _ => "In person",
        }
    );

    /// <summary>The answers to "who chooses?".</summary>
    public static readonly IReadOnlyList<Answer> Deciders = Answer.Of<DecidedBy>(Of);

    /// <summary>The answers to "what can be reached without a step?".</summary>
    public static readonly IReadOnlyList<Answer> StepFree = Answer.Of<StepFreeAccess>(access => Of(access).Word);

    /// <summary>The answers to "is there a hearing loop?".</summary>
    public static readonly IReadOnlyList<Answer> Hearing = Answer.Of<HearingSupport>(support => Of(support).Word);

    public static (Tone Tone, string Word) Of(CallState state) =>
        state switch
        {
            CallState.Upcoming => (Tone.Quiet, "Opens later"),
            CallState.Open => (Tone.Info, "Open"),
            CallState.Closed => (Tone.Wait, "Closed, not decided"),
            CallState.PutToVote => (Tone.Info, "Put to the vote"),
            CallState.Asked => (Tone.Wait, "A member is asked"),
            _ => (Tone.Ok, "Decided"),
        };

    public static (Tone Tone, string Word) Of(ProposalState state) =>
        state switch
        {
            ProposalState.Draft => (Tone.Wait, "Draft"),
            ProposalState.Submitted => (Tone.Ok, "Submitted"),
            _ => (Tone.Quiet, "Withdrawn"),
        };

    public static (Tone Tone, string Word) Of(AssignmentState state) =>
        state switch
        {
            AssignmentState.Pending => (Tone.Wait, "Asked"),
            AssignmentState.Accepted => (Tone.Ok, "Accepted"),
            AssignmentState.Declined => (Tone.Bad, "Declined"),
            _ => (Tone.Bad, "No answer in time"),
        };

    public static (Tone Tone, string Word) Of(StepFreeAccess access) =>
        access switch
        {
            StepFreeAccess.Everywhere => (Tone.Ok, "Everywhere"),
            StepFreeAccess.NotToOneSideRoom => (Tone.Wait, "Not to one side room"),
            StepFreeAccess.MainRoomOnly => (Tone.Wait, "Main room only"),
            _ => (Tone.Bad, "Not at all"),
        };

    public static (Tone Tone, string Word) Of(HearingSupport support) =>
        support switch
        {
            HearingSupport.Both => (Tone.Ok, "Both"),
            HearingSupport.LoopOnly => (Tone.Wait, "Loop only"),
            HearingSupport.CaptionsOnly => (Tone.Wait, "Captions only"),
            _ => (Tone.Bad, "Neither"),
        };

    /// <summary>The answers to "who has to do it?".</summary>
    public static IReadOnlyList<Answer> Owners(IEnumerable<TaskOwner> owners) =>
        [.. owners.Select(owner => new Answer(owner.ToString(), $"The {Of(owner).ToLowerInvariant()}"))];

    public static string Of(TaskOwner owner) =>
        owner switch
        {
            TaskOwner.Host => "Host",
            TaskOwner.Secretariat => "Secretariat",
            _ => "Chair",
        };

    public static string Of(DecidedBy by) => by is DecidedBy.Members ? "The members, by a vote" : "The secretariat, with a reason";

    /// <summary>"21 to 23 April 2027".</summary>
    public static string Days(LocalDate openMeeting, IReadOnlyList<LocalDate> days) =>
        Clocks.Days(days.Append(openMeeting).Min(), days.Append(openMeeting).Max());

    /// <summary>"21,933 km".</summary>
    public static string Km(int kilometres) => string.Create(Words.Culture, $"{kilometres:N0} km");

    /// <summary>"€38,000".</summary>
    public static string Euros(int amount) => string.Create(Words.Culture, $"€{amount:N0}");

    /// <summary>"Sunday 28 February 2027, 23:59 Brussels time": the end of a day where the rules count it.</summary>
    public static string Until(LocalDate day, RulesOfProcedure rules) => $"{Clocks.Deadline(day)} {Clocks.CityOf(rules.Zone())} time";

    /// <summary>"Call for hosts of GA-2027-2".</summary>
    public static string Title(CallView call) => $"Call for hosts of {call.Edition}";

    /// <summary>How the secretariat was told, from the two fields of a form; null when none was filled in.</summary>
    public static Source? Source(Form form) => form.Chosen<SourceKind>("sourceKind") is { } kind ? new(kind, form.Text("source")) : null;

    /// <summary>The same where it has to be said: marked when it is not.</summary>
    public static Source? NeededSource(Form form)
    {
        var source = Source(form);
        if (source is null)
        {
            form.Mark("source", HostingErrors.SourceMissing.Message);
        }

        return source;
    }

    /// <summary>"Brno has the shortest journeys and has never hosted; Porto costs least; Tampere brings a co-host."</summary>
    public static string InShort(IReadOnlyList<ComparedProposal> proposals)
    {
        if (proposals.Count < 2)
        {
            return "";
        }

        var (nearest, cheapest) = (proposals.MinBy(p => p.Kilometres.Sum)!, proposals.MinBy(p => p.CostToNetworkEur)!);
        var parts = proposals
            .Select(p =>
                (
                    p.City,
                    Said: new[]
                    {
                        p == nearest ? "has the shortest journeys" : null,
                        p == cheapest ? "costs least" : null,
                        p.LastHostedOn is null ? "has never hosted" : null,
                        p.CoHosts.Count > 0 ? "brings a co-host" : null,
                    }
                        .OfType<string>()
                        .ToList()
                )
            )
            .Where(p => p.Said.Count > 0)
            .Select(p => $"{p.City} {Words.List(p.Said)}")
            .ToList();
        return string.Join("; ", parts) + ".";
    }
}
