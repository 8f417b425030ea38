using OptionsSdk.Errors;

namespace OptionsSdk.Tests.Manager;

public sealed class SnapshotTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_snapshot_does_not_change_and_knows_its_revision()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        var snapshot = fixture.Options.Snapshot();
        await fixture.Options.SetPortAsync(81, cancellationToken: Token);
        Assert.Equal((80, 1L), (snapshot.Port, snapshot.Revision));
        Assert.Equal((81, 2L), (fixture.Options.Snapshot().Port, fixture.Options.Snapshot().Revision));
    }

    [Fact]
    public async Task A_snapshot_never_mixes_two_revisions()
    {
        await using var fixture = new ManagerFixture();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writer = Task.Run(async () =>
        {
            try
            {
                for (var i = 2; i < 400; i += 2)
                {
                    await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Even, i).Set(TestOptions.Keys.Big, i), cancellationToken: Token);
                }
            }
            finally
            {
                await ended.CancelAsync();
            }
        },
        Token);
        await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Even, 2).Set(TestOptions.Keys.Big, 2), cancellationToken: Token);
        var mixed = 0;
        while (!ended.IsCancellationRequested)
        {
            var snapshot = fixture.Options.Snapshot();
            mixed += snapshot.Revision > 0 && snapshot.Even != snapshot.Big ? 1 : 0;
        }

        await writer;
        Assert.Equal(0, mixed);
    }

    [Fact]
    public async Task A_snapshot_of_the_manager_covers_all_options()
    {
        await using var fixture = new ManagerFixture();
        var key = fixture.Manager.Register("other", 1);
        var snapshot = fixture.Manager.Capture();
        await fixture.Manager.SetAsync(key, 2, cancellationToken: Token);
        Assert.Equal((1, 25), (snapshot.Get(key), snapshot.Get(TestOptions.Keys.Port)));
    }

    [Fact]
    public async Task A_snapshot_knows_the_options_of_its_moment()
    {
        await using var fixture = new ManagerFixture();
        var early = fixture.Manager.Capture();
        var key = fixture.Manager.Register("other", 1);
        await fixture.Manager.SetAsync(key, 2, cancellationToken: Token);
        var middle = fixture.Manager.Capture();
        fixture.Manager.Unregister("other");
        Assert.Throws<OptionUnknownException>(() => early.Get(key));
        Assert.Equal(2, middle.Get(key));
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Capture().Get(key));
    }

    [Fact]
    public async Task A_snapshot_of_the_manager_keeps_the_override_of_an_option_registered_at_run_time()
    {
        await using var fixture = new ManagerFixture();
        var key = fixture.Manager.Register("other", 1);
        OptionSnapshot inside;
        using (fixture.Manager.Override(key, 9))
        {
            inside = fixture.Manager.Capture();
        }

        Assert.Equal((9, 1), (inside.Get(key), fixture.Manager.Capture().Get(key)));
    }
}
