using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Concurrency.Tests.Exploration;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Concurrency.Tests.Scenarios;

/// <summary>The process' replica, its installers and its followers.</summary>
public sealed class ReplicaTests
{
    [Fact]
    public void Followers_hear_of_rising_images_before_the_installer_goes_on() => Schedules.Explore(TwoInstallers);

    [Fact]
    public void Who_begins_to_follow_during_an_install_misses_nothing() => Schedules.Explore(LateFollower);

    [Fact]
    public void What_a_cache_claims_never_hides_what_the_database_confirmed_and_is_judged_by_a_later_answer() => Schedules.Explore(Claims);

    private static async Task Claims()
    {
        var replica = new StoreReplica(NullLogger.Instance, new(new FakeOptionDatabase()));
        replica.Install(At(1), replica.Claims, "test");
        var told = 1L;
        using var following = replica.Subscribe((_, current) => Volatile.Write(ref told, current.Position.Revision));
        var forged = StoreImage.From(new(1, 9, Guid.NewGuid()), []);
        await Flows.RunAsync(
            () =>
            {
                replica.Follow(forged);
                return Task.CompletedTask;
            },
            () => Ask(At(2)),
            () => Ask(At(3)));

        // Nothing is claimed any more when the last question is asked.
        Assert.True(replica.Install(At(3), replica.Claims, "test"), "An answer to a question that was asked after the claim judges it.");
        Assert.Equal((3, 3, true), (replica.Image.Position.Revision, told, replica.IsConfirmed));

        Task Ask(StoreImage answer)
        {
            var claims = replica.Claims;
            replica.Install(answer, claims, "test");
            Assert.True(replica.Confirmed!.Position >= answer.Position, "A confirmed image was lost.");
            Assert.True(replica.Image.Position >= answer.Position, "The image is older than the one that was installed.");
            return Task.CompletedTask;
        }
    }

    private static async Task TwoInstallers()
    {
        var replica = new StoreReplica(NullLogger.Instance, new(new FakeOptionDatabase()));
        var told = 0L;
        var busy = 0;
        using var following = replica.Subscribe((previous, current) =>
        {
            // An exception of a follower is logged and goes no further; it is kept for the end.
            if (Interlocked.Increment(ref busy) != 1 || previous.Position.Revision != told || current.Position.Revision <= told)
            {
                Volatile.Write(ref told, long.MinValue);
            }

            Interlocked.CompareExchange(ref told, current.Position.Revision, previous.Position.Revision);
            Interlocked.Decrement(ref busy);
        });
        await Flows.RunAsync(() => Install(1), () => Install(2), () => Install(3));
        Assert.Equal((3, 3), (replica.Image.Position.Revision, told));

        Task Install(long revision)
        {
            replica.Install(At(revision), replica.Claims, "test");
            Assert.True(replica.Image.Position.Revision >= revision, "The image is older than the one installed.");
            Assert.True(Volatile.Read(ref told) >= revision, $"The follower stands at {told}, not at {revision}.");
            return Task.CompletedTask;
        }
    }

    private static async Task LateFollower()
    {
        var replica = new StoreReplica(NullLogger.Instance, new(new FakeOptionDatabase()));
        var known = 0L;
        await Flows.RunAsync(
            () =>
            {
                replica.Install(At(1), replica.Claims, "test");
                replica.Install(At(2), replica.Claims, "test");
                return Task.CompletedTask;
            },
            () =>
            {
                replica.Subscribe((_, current) => Learn(current.Position.Revision));
                Learn(replica.Image.Position.Revision);
                return Task.CompletedTask;
            });
        Assert.Equal(2, known);

        void Learn(long revision)
        {
            var seen = Volatile.Read(ref known);
            while (revision > seen)
            {
                seen = Interlocked.CompareExchange(ref known, revision, seen);
            }
        }
    }

    private static StoreImage At(long revision) => StoreImage.From(new(1, revision, Guid.Empty), []);
}
