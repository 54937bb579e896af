using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Server.Minutes;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>Minutes in a browser: saved while they are typed, kept when the sign-in is lost, printed as PDF.</summary>
public sealed partial class MinutesTests
{
    private const string Opening = $"/assemblies/{DayOne.Code}/minutes/write?item=opening";
    private const string Text = $"{DayOne.A}/minutes/opening/text";

    private static readonly string Chromium = Environment.GetEnvironmentVariable("ASSEMBLIES_CHROMIUM") ?? "/usr/bin/chromium";

    private DayOne day = null!;
    private HttpClient keeper = null!;

    [SetUp]
    public async Task Start()
    {
        day = await DayOne.Start(null, $"--Pdf:Chromium={Chromium}");
        day.Begins();
        keeper = await day.As(DayOne.MinuteTaker);
    }

    [TearDown]
    public async Task End() => await day.DisposeAsync();

    [Test]
    public async Task What_is_typed_is_saved_by_itself()
    {
        await using var taker = await Visitor.Open(day.Service, DayOne.MinuteTaker);
        await taker.Page.GotoAsync(Opening);
        await Field(taker.Page).FillAsync("The chair opened.");
        await Said(taker.Page, "Saved at");
        Assert.That(await Saved(), Is.EqualTo("The chair opened."));
        await Field(taker.Page).FillAsync("The chair opened. And went on.");
        await Said(taker.Page, "Saved at");
        await Assertions.Expect(taker.Page.Locator("input[name=version]")).ToHaveValueAsync("2");
        Assert.That(await Saved(), Is.EqualTo("The chair opened. And went on."));
    }

    [Test]
    public async Task Public_case_C37_what_was_typed_after_the_sign_in_was_lost_comes_back_and_is_saved()
    {
        await using var taker = await Visitor.Open(day.Service, DayOne.MinuteTaker);
        await taker.Page.GotoAsync(Opening);
        var cookies = await taker.Page.Context.CookiesAsync();
        await taker.Page.Context.ClearCookiesAsync();
        await Field(taker.Page).FillAsync("An hour of work.");
        await Said(taker.Page, "You were signed out");
        Assert.That(await Saved(), Is.Empty);

        // The tab is closed, and they sign in again.
        var again = await taker.Page.Context.NewPageAsync();
        await taker.Page.CloseAsync();
        await again.Context.AddCookiesAsync(
            cookies.Select(c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Domain = c.Domain,
                Path = c.Path,
                HttpOnly = c.HttpOnly,
                Secure = c.Secure,
                SameSite = c.SameSite,
            })
        );
        await again.GotoAsync(Opening);
        await Assertions.Expect(Field(again)).ToHaveValueAsync("An hour of work.");
        await Said(again, "Saved at");
        Assert.That(await Saved(), Is.EqualTo("An hour of work."));
    }

    [Test]
    public async Task Public_case_C37_what_somebody_else_saved_meanwhile_is_not_written_over_and_both_texts_are_shown()
    {
        await using var taker = await Visitor.Open(day.Service, DayOne.MinuteTaker);
        await taker.Page.GotoAsync(Opening);
        await keeper.Put(Text, new { text = "Theirs." }, 0).Succeeds();
        await Field(taker.Page).FillAsync("Mine.");
        await Said(taker.Page, "Somebody else saved this text");
        Assert.That(await Saved(), Is.EqualTo("Theirs."));
        await taker.Page.GetByRole(AriaRole.Button, new() { Name = "Save the text" }).ClickAsync();
        await Assertions.Expect(taker.Page.Locator("pre.note").First).ToHaveTextAsync("Theirs.");
        await Assertions.Expect(taker.Page.Locator("pre.mine")).ToHaveTextAsync("Mine.");
        await Field(taker.Page).FillAsync("Theirs and mine.");
        await taker.Page.GetByRole(AriaRole.Button, new() { Name = "Save the text" }).ClickAsync();
        await taker.Page.WaitForURLAsync("**/write?item=opening");
        Assert.That(await Saved(), Is.EqualTo("Theirs and mine."));
    }

    [Test]
    public async Task The_PDF_is_tagged_with_its_fonts_inside()
    {
        await day.Attendance();
        var (chair, at) = (await day.As(DayOne.Chair), $"/api/v1/meetings/{day.Meetings["day1"]}");
        await chair.PostAsync($"{at}/open", null).Succeeds();
        day.Service.Clock.AdvanceMinutes(60);
        await chair.PostAsync($"{at}/close", null).Succeeds();
        day.Service.Clock.AdvanceDays(2);
        var draft = await keeper.GetAsync($"{DayOne.A}/minutes/draft").Value<ShowDraftMinutes.Answer>();
        await keeper.Post($"{DayOne.A}/minutes/publish", new { despite = "They are as they are." }, draft.Version).Succeeds();

        var bytes = await keeper.GetByteArrayAsync($"{DayOne.A}/minutes/versions/1.pdf");
        if (Environment.GetEnvironmentVariable("ASSEMBLIES_SIGHTS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, "minutes.pdf"), bytes);
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "minutes.docx"),
                await keeper.GetByteArrayAsync($"{DayOne.A}/minutes/versions/1.docx")
            );
        }

        var pdf = Encoding.Latin1.GetString(bytes);
        Assert.That(pdf, Does.StartWith("%PDF-").And.Contain("/StructTreeRoot"));
        Assert.That(Marked().IsMatch(pdf), Is.True, "tagged");
        Assert.That(Font().Count(pdf), Is.EqualTo(Embedded().Count(pdf)).And.GreaterThan(0), "each font is inside");
    }

    private static ILocator Field(IPage page) => page.GetByLabel("What the minutes say");

    private static Task Said(IPage page, string words) =>
        Assertions.Expect(page.Locator("[data-minutes] [role=status]")).ToContainTextAsync(words, new() { Timeout = 20_000 });

    private async Task<string> Saved() => (await keeper.GetAsync(Text).Value<ShowMinutesText.Answer>()).Text;

    [GeneratedRegex(@"/Marked\s+true", RegexOptions.NonBacktracking)]
    private static partial Regex Marked();

    [GeneratedRegex("/Subtype /CIDFontType2", RegexOptions.NonBacktracking)]
    private static partial Regex Font();

    [GeneratedRegex("/FontFile2 ", RegexOptions.NonBacktracking)]
    private static partial Regex Embedded();
}
