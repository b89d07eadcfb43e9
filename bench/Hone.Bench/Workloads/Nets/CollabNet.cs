using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>
/// Collaborative filtering by dot product: rating = user factors . item factors + user bias + item bias. Input: [batch, 2], the numbers of
/// user and item; output: [batch].
/// </summary>
internal sealed class CollabNet : Module
{
    private readonly Embedding _users;
    private readonly Embedding _items;
    private readonly Embedding _userBias;
    private readonly Embedding _itemBias;

    public CollabNet(int users, int items, int factors, bool sparse)
    {
        var options = new EmbeddingOptions { Sparse = sparse, WeightInitializer = Initializers.TruncatedNormal(0.01) };
        _users = Register("u_weight", new Embedding(users, factors, options));
        _items = Register("i_weight", new Embedding(items, factors, options));
        _userBias = Register("u_bias", new Embedding(users, 1, options));
        _itemBias = Register("i_bias", new Embedding(items, 1, options));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor user = x.Narrow(1, 0, 1).Squeeze(1); // [batch]
        Tensor item = x.Narrow(1, 1, 1).Squeeze(1); // [batch]
        Tensor dot = (_users.Forward(user) * _items.Forward(item)).Sum([1]); // [batch]
        return dot + _userBias.Forward(user).Squeeze(1) + _itemBias.Forward(item).Squeeze(1);
    }
}
