using OptionsSdk.Chaos.Nodes;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A node in the run's own process, where something can be put around its database and its cache.</summary>
internal sealed class LocalMember(int index, int seed, PostgreSqlServer server, RedisServer redis, string schema, OptionCacheMode mode, ChaosMutant? mutant)
    : ChaosMember(index, seed, server, redis, schema, mode, trustsRedis: false, lastKnownGoodFile: null)
{
    private ChaosNode? _node;

    public override void Execute(NodeCommand command) => _node?.Execute(command);

    public override async Task EndAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
            _node = null;
        }
    }

    protected override Task BeginAsync()
    {
        _node = new(Settings, Note, mutant?.AroundDatabase, mutant?.AroundCache);
        return _node.StartAsync();
    }
}
