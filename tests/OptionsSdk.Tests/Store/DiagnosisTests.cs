using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Store;

public sealed class DiagnosisTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task Where_everything_agrees_there_is_nothing_to_tell()
    {
        await using var fixture = await StartAsync();
        var diagnosis = await fixture.Store.DiagnoseAsync(Token);
        Assert.Empty(diagnosis.Findings);
        Assert.Equal(
            (fixture.Server.Head, fixture.Server.Head, fixture.Server.Head, StoreState.Fresh),
            (diagnosis.Database.Position!.Value, diagnosis.Cache.Position!.Value, diagnosis.Position, diagnosis.State));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_an_error_with_its_own_remedy()
    {
        await using var fixture = await StartAsync();
        fixture.Database.FailReads = true;
        var finding = Assert.Single((await fixture.Store.DiagnoseAsync(Token)).Findings);
        Assert.Equal(DiagnosisSeverity.Error, finding.Severity);
        Assert.Contains("The fake database is down.", finding.Problem, StringComparison.Ordinal);
        Assert.Equal("Let it up again.", finding.Remedy);
    }

    [Fact]
    public async Task The_message_of_a_foreign_error_is_not_repeated()
    {
        await using var fixture = await StartAsync();
        fixture.Database.BeforeRead = () => throw new IOException("Password=hunter2");
        var diagnosis = await fixture.Store.DiagnoseAsync(Token);
        Assert.DoesNotContain("hunter2", $"{diagnosis}{string.Concat(diagnosis.Findings)}", StringComparison.Ordinal);
        Assert.Contains("IOException", Assert.Single(diagnosis.Findings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_does_not_answer_is_a_warning()
    {
        await using var fixture = await StartAsync();
        fixture.Cache.FailReads = true;
        Assert.Equal(DiagnosisSeverity.Warning, Assert.Single((await fixture.Store.DiagnoseAsync(Token)).Findings).Severity);
    }

    [Fact]
    public async Task A_cache_that_is_ahead_of_the_database_contradicts_it()
    {
        await using var fixture = await StartAsync();
        var head = fixture.Server.Head;
        await fixture.Cache.Inner.PutAsync(StoreImage.From(new(head.Epoch, head.Revision + 3, Guid.NewGuid()), []), Token);
        var finding = Assert.Single((await fixture.Store.DiagnoseAsync(Token)).Findings);
        Assert.Equal(DiagnosisSeverity.Error, finding.Severity);
        Assert.Contains("contradicts", finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_that_are_only_behind_are_no_errors()
    {
        await using var fixture = await StartAsync();
        fixture.Server.LosesSignals = true;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "2"));
        var diagnosis = await fixture.Store.DiagnoseAsync(Token);
        Assert.Equal(2, diagnosis.Findings.Length);
        Assert.All(diagnosis.Findings, finding => Assert.Equal(DiagnosisSeverity.Information, finding.Severity));
    }

    [Fact]
    public async Task A_restored_backup_is_found_before_anybody_follows_it()
    {
        await using var fixture = await StartAsync();
        var restore = fixture.Server.Backup();
        await fixture.SetAsync("foo", "2");
        var seen = fixture.Server.Head;
        restore();
        var diagnosis = await fixture.Store.DiagnoseAsync(Token);
        Assert.Contains(diagnosis.Findings, finding => finding.Severity == DiagnosisSeverity.Error && finding.Problem.Contains("This process", StringComparison.Ordinal));
        // Looking is not repairing: the epoch is as it was.
        Assert.Equal((1, seen.Revision - 1), (fixture.Server.Head.Epoch, fixture.Server.Head.Revision));
    }

    [Fact]
    public async Task A_process_that_rejects_a_value_is_named_with_the_key()
    {
        await using var fixture = await StartAsync();
        var node = new FleetNode(Guid.NewGuid(), "old-version", fixture.Server.Head, StoreState.Fresh, ["test.port"], DateTime.UtcNow);
        await fixture.Database.ReportAsync(node, TimeSpan.FromMinutes(1), Token);
        var finding = Assert.Single((await fixture.Store.DiagnoseAsync(Token)).Findings);
        Assert.Contains("old-version", finding.Problem, StringComparison.Ordinal);
        Assert.Contains("test.port", finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_adds_what_is_wrong_with_the_options_errors_first()
    {
        await using var fixture = await StartAsync();
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), fixture.Store);
        fixture.Database.CommitDirectly(new StoreWrite("test.port", "\"hunter2\""));
        await OptionStoreFixture.UntilAsync(() => manager.InvalidValues.Count == 1);
        await fixture.TickUntilAsync(() => fixture.CachedPosition == fixture.Server.Head);

        var diagnosis = await manager.DiagnoseAsync(Token);

        Assert.False(diagnosis.IsHealthy);
        Assert.Equal(
            [(DiagnosisSeverity.Error, "test.port"), (DiagnosisSeverity.Error, "test.needed"), (DiagnosisSeverity.Information, "foo")],
            diagnosis.Findings.Select(finding => (finding.Severity, finding.Problem[..finding.Problem.IndexOf(':', StringComparison.Ordinal)])));
        Assert.DoesNotContain("hunter2", diagnosis.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_without_a_store_tells_of_the_options_alone()
    {
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>());
        var diagnosis = await manager.DiagnoseAsync(Token);
        Assert.Null(diagnosis.Store);
    }

    private static async Task<OptionStoreFixture> StartAsync()
    {
        var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        await fixture.Store.StartAsync(Token);
        return fixture;
    }
}
