using System.Globalization;
using OptionsSdk.Relational;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Connections;

/// <summary>
/// The time-outs before the lock, and the notification and COMMIT behind the writes, so that a write is two round trips and holds the
/// writers' lock for little more than one.
/// </summary>
internal sealed class PostgreSqlWriteFrame(string timeouts, string channel, string tablePrefix) : StoreWriteFrame
{
    /// <summary>How long a command of a write may take, in seconds: a little longer than the server lets it.</summary>
    public const int CommandTimeout = 6;

    private const string Notify = "select pg_catalog.pg_notify(@channel, @revision)";
    private static readonly TimeSpan LongestLock = TimeSpan.FromSeconds(2);

    /// <summary>Whether COMMIT is on its way, so that a lost connection says nothing about the outcome.</summary>
    public bool IsCommitSent { get; private set; }

    /// <summary>The query that sets the time-outs for the transaction that it runs in.</summary>
    public static string Timeouts(TimeSpan patience)
    {
        var locks = (long)Math.Max(1, Math.Min(LongestLock.TotalMilliseconds, patience.TotalMilliseconds));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"select pg_catalog.set_config('lock_timeout', '{locks}', true), pg_catalog.set_config('statement_timeout', '5000', true), pg_catalog.set_config('idle_in_transaction_session_timeout', '10000', true)");
    }

    public override void Begin(StoreRound round) => round.Add(timeouts, static _ => { });

    public override void End(StoreRound round, StorePosition position)
    {
        // The revision and nothing else: who may connect may listen.
        round.Add(Notify, static _ => { }, ("channel", channel), ("revision", position.Revision.ToString(CultureInfo.InvariantCulture)));
        round.Add("commit");
        IsCommitSent = true;
    }

    public override void EndIfAt(StoreRound round, string ns, object token)
    {
        round.Add(
            $"select pg_catalog.pg_notify(@channel, h.revision::text) from {tablePrefix}opt_head h where h.ns = @ns and h.token = @token",
            static _ => { },
            ("channel", channel),
            ("ns", ns),
            ("token", token));
        round.Add("commit");
        IsCommitSent = true;
    }
}
