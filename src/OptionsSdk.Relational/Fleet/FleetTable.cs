using System.Data.Common;
using OptionsSdk.Store;

namespace OptionsSdk.Relational;

/// <summary>
/// The statements of the table in which the processes of a fleet say where they stand. Times of life are the database's own, so that the
/// clocks of the processes do not matter. Safe for concurrent use.
/// </summary>
internal sealed class FleetTable
{
    private const char KeySeparator = '\n';

    private readonly SqlDialect _dialect;
    private readonly string _namespace;
    private readonly string _report;
    private readonly string _forget;
    private readonly string _leave;
    private readonly string _read;

    public FleetTable(SqlDialect dialect, string ns)
    {
        _dialect = dialect;
        _namespace = ns;
        var table = $"{dialect.TablePrefix}opt_node";
        _report =
            $"insert into {table} (ns, node, name, epoch, revision, token, state, rejected, at, expires_at) " +
            $"values (@ns, @node, @name, @epoch, @revision, @token, @state, @rejected, @at, {dialect.SecondsNow} + @lifetime) " +
            "on conflict (ns, node) do update set name = excluded.name, epoch = excluded.epoch, revision = excluded.revision, " +
            "token = excluded.token, state = excluded.state, rejected = excluded.rejected, at = excluded.at, expires_at = excluded.expires_at";
        _forget = $"delete from {table} where ns = @ns and expires_at < {dialect.SecondsNow}";
        _leave = $"delete from {table} where ns = @ns and node = @node";
        _read =
            $"select node, name, epoch, revision, token, state, rejected, at from {table} where ns = @ns and expires_at >= {dialect.SecondsNow}";
    }

    /// <summary>Says where a process stands, and forgets those that are gone.</summary>
    public ValueTask ReportAsync(StoreSession session, FleetNode node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var round = new StoreRound(session);
        round.Add(
            _report,
            ("ns", _namespace),
            ("node", _dialect.FromGuid(node.Id)),
            ("name", _dialect.ToStoredText(node.Name)),
            ("epoch", node.Position.Epoch),
            ("revision", node.Position.Revision),
            ("token", _dialect.FromGuid(node.Position.Token)),
            ("state", (short)node.State),
            ("rejected", _dialect.ToStoredText(string.Join(KeySeparator, node.RejectedKeys))),
            ("at", _dialect.FromTime(_dialect.ToStoredTime(node.At))),
            ("lifetime", lifetime.TotalSeconds));
        round.Add(_forget, ("ns", _namespace));
        return round.ExecuteAsync(cancellationToken);
    }

    /// <summary>Takes back what a process said.</summary>
    public ValueTask LeaveAsync(StoreSession session, Guid node, CancellationToken cancellationToken)
    {
        var round = new StoreRound(session);
        round.Add(_leave, ("ns", _namespace), ("node", _dialect.FromGuid(node)));
        return round.ExecuteAsync(cancellationToken);
    }

    /// <summary>Reads which processes are alive.</summary>
    public async ValueTask<IReadOnlyList<FleetNode>> ReadAsync(StoreSession session, CancellationToken cancellationToken)
    {
        var nodes = new List<FleetNode>();
        var round = new StoreRound(session);
        round.Add(_read, reader => nodes.Add(Read(reader)), ("ns", _namespace));
        await round.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return nodes;
    }

    private FleetNode Read(DbDataReader reader)
    {
        var state = _dialect.ReadSmallNumber(reader, 5);
        return new(
            _dialect.ReadGuid(reader, 0) ?? Guid.Empty,
            reader.GetString(1),
            new(reader.GetInt64(2), reader.GetInt64(3), _dialect.ReadGuid(reader, 4) ?? Guid.Empty),
            // Another version may know more states. What is not known is not trusted.
            Enum.IsDefined((StoreState)state) ? (StoreState)state : StoreState.Stale,
            [.. reader.GetString(6).Split(KeySeparator, StringSplitOptions.RemoveEmptyEntries)],
            _dialect.ReadTime(reader, 7));
    }
}
