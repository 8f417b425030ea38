using System.Collections.Immutable;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>Tells an option's layers from its state.</summary>
internal static class OptionExplainer
{
    public static OptionExplanation Explain(OptionSlot slot, OptionState state, long revision, OptionStore? store)
    {
        var image = store?.ImageSource ?? StoreImageSource.None;
        var option = slot.Definition;
        var overridden = slot.ShowOverride();
        var winner = overridden is null ? state.Source : OptionSource.Override;
        var layers = ImmutableArray.CreateBuilder<OptionLayer>(5);
        layers.Add(overridden is null
            ? new(OptionSource.Override, OptionLayerStatus.Absent, null)
            : new(OptionSource.Override, OptionLayerStatus.Winner, overridden));
        if (slot.IsPinned)
        {
            layers.Add(new(
                OptionSource.Pin,
                winner == OptionSource.Pin ? OptionLayerStatus.Winner : OptionLayerStatus.Loser,
                slot.Show(state, OptionSource.Pin),
                $"the environment variable {StartupEnvironment.Pin}"));
        }

        if (option.HasAny(OptionFlags.PrioritizeDisk))
        {
            layers.Add(Disk(slot, state, winner));
            layers.Add(Store(slot, state, winner, image));
        }
        else
        {
            layers.Add(Store(slot, state, winner, image));
            layers.Add(Disk(slot, state, winner));
        }

        layers.Add(new(
            OptionSource.Default,
            winner == OptionSource.Default ? OptionLayerStatus.Winner : OptionLayerStatus.Loser,
            slot.Show(state, OptionSource.Default),
            option.HasDefault ? null : "the type's empty value"));
        return new(option, overridden ?? slot.Show(state), winner, revision, layers.ToImmutable())
        {
            StoreState = option.HasAny(OptionFlags.NoStore) ? null : store?.FindState(option.MaxStaleness),
        };
    }

    private static OptionLayer Disk(OptionSlot slot, OptionState state, OptionSource winner)
    {
        var value = slot.Show(state, OptionSource.Disk);
        return slot.Definition.HasAny(OptionFlags.StoreOnly) ? new(OptionSource.Disk, OptionLayerStatus.Ignored, null, "StoreOnly")
            : state.DiskError is { } error ? new(OptionSource.Disk, OptionLayerStatus.Invalid, value, $"the value in settings {error}{Kept(value)}")
            : state.HasDiskValue ? new(OptionSource.Disk, winner == OptionSource.Disk ? OptionLayerStatus.Winner : OptionLayerStatus.Loser, value)
            : new(OptionSource.Disk, OptionLayerStatus.Absent, null);
    }

    private static OptionLayer Store(OptionSlot slot, OptionState state, OptionSource winner, StoreImageSource image)
    {
        if (slot.Definition.HasAny(OptionFlags.NoStore))
        {
            return new(OptionSource.Store, OptionLayerStatus.Ignored, null, "NoStore");
        }

        if (state.Row is not { } row)
        {
            return new(OptionSource.Store, OptionLayerStatus.Absent, null, Unconfirmed(slot, state, image));
        }

        var value = slot.Show(state, OptionSource.Store);
        var (status, detail) = state.RowError is { } error
            ? (OptionLayerStatus.Invalid, $"the stored value {error}{Kept(value)}")
            : (winner == OptionSource.Store ? OptionLayerStatus.Winner
                : state.IsExpired && slot.Definition.OnExpired == OnExpired.UseDefault ? OptionLayerStatus.Expired
                : OptionLayerStatus.Loser, Unconfirmed(slot, state, image));
        return new(OptionSource.Store, status, value, detail, row.Revision, row.UpdatedAt, row.UpdatedBy, row.Channel, row.Reason);
    }

    private static string? Unconfirmed(OptionSlot slot, OptionState state, StoreImageSource image)
    {
        var limit = state.IsExpired ? $" for longer than {slot.Definition.MaxStaleness}" : null;
        return image switch
        {
            StoreImageSource.Cache => $"from the cache, not confirmed by the database{limit}",
            StoreImageSource.LastKnownGood => $"from the last-known-good file, not confirmed by the database{limit}",
            _ when limit is not null => $"not confirmed by the database{limit}",
            _ => null,
        };
    }

    private static string Kept(string? value) => value is null ? string.Empty : "; the last good value stays in force";
}
