using OptionsSdk.CodeFixes.Tests.Usage;

namespace OptionsSdk.CodeFixes.Tests;

/// <summary>Fixes are asked for while people type. Whatever the code looks like, they offer something or nothing, and never fail.</summary>
public sealed class TypingTests
{
    private const string Declarations =
        """
        [OptionGroup("Mail Box")]
        class MailOptions
        {
            [Option("a b", OptionFlags.Immutable | OptionFlags.ModifiableRate)] public string? Host { get; set; } = null;
            public partial List<int[]> Ports { get; set; } = new() { new[] { 1 } };
            public static partial DayOfWeek Day { get; }
            [Option((OptionFlags)16)] public partial Uri? Relay { get; }
            string ValidatePorts(int value) { if (value > 1) { return "x"; } return ""; }
        }
        partial class MailOptions { [Option(OptionFlags.Bool)] public partial int Moved { get; } }
        """;

    private const string Uses =
        """
        class P(OptionManager m, Acme.MailOptions mail)
        {
            readonly int _p = mail.Port;
            Task Run(Microsoft.Extensions.Configuration.IConfiguration c)
            {
                m.SetAsync("mail.domain", "x"); mail.SetPortAsync(1).AsTask().Wait();
                var b = new OptionBatch().Delete("mail.prot").Delete("mail.zone");
                m.Override(Acme.MailOptions.Keys.Port, m.Get<long>("mail.port"));
                m.DeleteAsync("mail.host", channel: OptionChannel.Admin).AsTask().Result.ToString();
                m.Register("mail.port", int.Parse(c["mail:port"]!));
                return Task.CompletedTask;
            }
        }
        """;

    private const string Settings =
        """
        namespace A;
        public class SmtpOptions { const string Section = "S"; [Required] public List<string>? Hosts { get; set; } = new(); }
        class U(SmtpOptions o) { const int Max = 3; int M => Max + o.Hosts!.Count; }
        """;

    [Theory]
    [InlineData(Declarations)]
    [InlineData(Uses)]
    [InlineData(Settings)]
    public async Task Every_beginning_of_a_file_can_be_asked_about(string source) => Assert.True(await FixTest.Of(source, MailSource.Text).TypeAsync() > 0);

    [Fact]
    public async Task A_fix_that_nobody_waits_for_stops()
    {
        using var workspace = new Microsoft.CodeAnalysis.AdhocWorkspace();
        var solution = FixTest.Of(Declarations).Solution(workspace);
        var diagnostic = (await FixTest.DiagnosticsAsync(solution))[0];
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FixTest.FixFor(diagnostic)
            .RegisterCodeFixesAsync(new(document, diagnostic, static (_, _) => Assert.Fail("Nobody asked."), stopped.Token)));
    }
}
