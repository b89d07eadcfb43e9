using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method;

/// <summary>The two simplest models of ratings, as dot products whose factors are all 0: the mean, and the mean with a number for each user and each item.</summary>
internal sealed class RatingBiases
{
    /// <summary>Passes over the biases; they settle after a few.</summary>
    private const int Passes = 10;

    private readonly CollabData _data;
    private readonly int[] _users;
    private readonly int[] _items;
    private readonly float[] _ratings;
    private readonly double _mean;

    public RatingBiases(CollabData data, int[] train)
    {
        _data = data;
        FeatureMatrix codes = data.Table.ToMatrix(train);
        _users = Array.ConvertAll(codes.Columns[0], code => (int)code);
        _items = Array.ConvertAll(codes.Columns[1], code => (int)code);
        _ratings = data.Table.Targets(train);
        _mean = _ratings.Average(rating => (double)rating);
    }

    /// <summary>The same answer to everything.</summary>
    public EmbeddingDotBias Mean() => Model(new double[_data.Users.Count], new double[_data.Items.Count]);

    /// <summary>rating = mean + bias of the user + bias of the item, each bias = sum of what is left / (ratings + damping); unknown users and items have a bias of 0.</summary>
    public EmbeddingDotBias Fit(double damping)
    {
        var users = new double[_data.Users.Count];
        var items = new double[_data.Items.Count];
        for (int pass = 0; pass < Passes; pass++)
        {
            items = Settle(_items, _users, users, items.Length, damping);
            users = Settle(_users, _items, items, users.Length, damping);
        }

        return Model(users, items);
    }

    /// <summary>The damped means of what the other biases leave.</summary>
    private double[] Settle(int[] codes, int[] otherCodes, double[] others, int count, double damping)
    {
        var sums = new double[count];
        var counts = new int[count];
        for (int i = 0; i < codes.Length; i++)
        {
            sums[codes[i]] += _ratings[i] - _mean - others[otherCodes[i]];
            counts[codes[i]]++;
        }

        for (int code = 0; code < count; code++)
        {
            sums[code] /= counts[code] + damping;
        }

        return sums;
    }

    private EmbeddingDotBias Model(double[] users, double[] items)
    {
        var model = new EmbeddingDotBias(1, users.Length, items.Length);
        model.LoadStateDict(new Dictionary<string, Tensor>
        {
            ["u_weight.weight"] = Tensor.Zeros([users.Length, 1]),
            ["i_weight.weight"] = Tensor.Zeros([items.Length, 1]),
            ["u_bias.weight"] = Tensor.From<float>(Array.ConvertAll(users, bias => (float)(_mean + bias)), [users.Length, 1]),
            ["i_bias.weight"] = Tensor.From<float>(Array.ConvertAll(items, bias => (float)bias), [items.Length, 1]),
        });
        model.Eval();
        return model;
    }
}
