using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Tests;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;

namespace Assemblies.Browser.Tests;

/// <summary>A width and a colour scheme to look at a page in.</summary>
public sealed record Sight(string Name, int Width, int Height, ColorScheme Colours)
{
    /// <summary>Those that every page must stand.</summary>
    public static readonly Sight[] All =
    [
        new("phone-light", 390, 844, ColorScheme.Light),
        new("phone-dark", 390, 844, ColorScheme.Dark),
        new("desktop-light", 1280, 900, ColorScheme.Light),
        new("desktop-dark", 1280, 900, ColorScheme.Dark),
    ];

    /// <summary>What is checked again in the same width with other colours: only those.</summary>
    public bool OnlyColours => this == All[1] || this == All[2];

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>A person's browser window on the service.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly AxeRunOptions Everything = new()
    {
        ResultTypes = [ResultType.Violations],
        Rules = new() { ["target-size"] = new() { Enabled = true } }, // WCAG 2.2, off by default
    };

    private static readonly AxeRunOptions Colours = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    private readonly IBrowserContext? ends;
    private readonly List<string> complaints = [];

    private Visitor(IPage page, IBrowserContext? ends)
    {
        (Page, this.ends) = (page, ends);
        Page.Console += (_, said) => Note(said.Type is "error", said.Text);
        Page.Response += (_, answer) => Note(answer.Status >= 500, $"{answer.Status} {answer.Url}");
        Page.PageError += (_, thrown) => Note(true, thrown);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What the content security policy refused, what scripts threw, and answers that broke.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Opens a window; without <paramref name="script"/> JavaScript is off.</summary>
    /// <param name="service">The service.</param>
    /// <param name="email">Who is signed in; null for the public.</param>
    /// <param name="script">Whether scripts run.</param>
    public static async Task<Visitor> Open(TestService service, string? email = null, bool script = true)
    {
        var context = await Browser(service, email, script);
        return new(await context.NewPageAsync(), context);
    }

    /// <summary>Another window of a browser that stays.</summary>
    public static async Task<Visitor> Open(IBrowserContext browser) => new(await browser.NewPageAsync(), null);

    /// <summary>A person's browser.</summary>
    public static async Task<IBrowserContext> Browser(TestService service, string? email, bool script)
    {
        var context = await BrowserRun.Browser.NewContextAsync(
            new()
            {
                BaseURL = service.Address.ToString(),
                ViewportSize = new() { Width = 1280, Height = 900 },
                ColorScheme = ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce, // a colour on its way from light to dark is neither
                JavaScriptEnabled = script,
                Locale = "en-GB",
                TimezoneId = "Europe/Warsaw",
            }
        );
        if (email is not null)
        {
            await context.AddCookiesAsync([
                new()
                {
                    Name = SessionCookie.PlainName,
                    Value = await SignIn(service, email),
                    Url = service.Address.ToString(),
                },
            ]);
        }

        return context;
    }

    /// <summary>Does what leads to another page, and waits until that one stands. What is asked of a page on its way out is never answered without script.</summary>
    public static async Task Follow(IPage page, Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FrameNavigated += Arrived;
        await act();
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));
        page.FrameNavigated -= Arrived;
        await page.WaitForLoadStateAsync();

        void Arrived(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
            {
                arrived.TrySetResult();
            }
        }
    }

    /// <summary>Looks at the page in another width and colour scheme.</summary>
    public async Task Look(Sight sight)
    {
        await Page.SetViewportSizeAsync(sight.Width, sight.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = sight.Colours });
    }

    /// <summary>What axe finds on the page as it stands. Only in a window with scripts: axe is one, and would wait for ever.</summary>
    public async Task<IReadOnlyList<string>> Axe(bool onlyColours = false)
    {
        var found = await Page.RunAxe(onlyColours ? Colours : Everything).WaitAsync(TimeSpan.FromMinutes(1));
        return
        [
            .. found.Violations.Select(v =>
                $"{v.Id}: {string.Join(" | ", v.Nodes.Select(node => $"{node.Html} ({string.Join("; ", node.Any.Select(check => check.Message))})"))}"
            ),
        ];
    }

    /// <summary>Keeps a picture of the whole page where <c>ASSEMBLIES_SIGHTS</c> names a folder, for people to look at.</summary>
    public async Task Keep(string name)
    {
        if (Environment.GetEnvironmentVariable("ASSEMBLIES_SIGHTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        if (ends is not null)
        {
            await ends.DisposeAsync();
        }
    }

    // As the mailed link would, without the mail.
    private static Task<string> SignIn(TestService service, string email) =>
        service.Db(async db =>
        {
            var normal = Person.NormalEmail(email);
            var person = await db.People.Where(p => p.Email == normal).Select(p => p.Id).SingleAsync();
            var secret = Secrets.New();
#pragma warning disable RS0030 // sign-ins go by the machine's clock, not by business time
            db.SignIns.Add(new(person, secret, "Chromium of the tests", SystemClock.Instance.GetCurrentInstant()));
#pragma warning restore RS0030
            await db.SaveChangesAsync();
            return secret;
        });

    private void Note(bool wrong, string text)
    {
        if (wrong)
        {
            complaints.Add(text);
        }
    }
}
