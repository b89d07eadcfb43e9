// A table: a net with an embedding for each category. Rarely better than boosting by itself, often in an ensemble with it: its errors are others.
//
//   hone train recipes/net.cs --dry
//   hone train recipes/net.cs -H "a net sees what trees do not" --expect "..."
//   hone ensemble corr RUN1 RUN2
using Hone.Learn;
using Hone.Method;
using Hone.Nn;

return ProjectRecipe.Run(args, recipe =>
{
    double lr = recipe.Param("lr", 5e-3);
    int batch = recipe.Param("batch", 64);
    double dropout = recipe.Param("model.dropout", 0.1);

    TabularData data = recipe.Table();

    // Steps are of the size of 1, and prices are not: the net sees a number with mean 0 and deviation 1, and answers in its units.
    float[] targets = data.Targets(data.Split.Train);
    double mean = data.IsCategory ? 0 : targets.Average();
    double deviation = data.IsCategory ? 1 : Math.Sqrt(targets.Average(target => Math.Pow(target - mean, 2)));
    DataBlock<int> block = data.ToDataBlock();
    if (!data.IsCategory)
    {
        block = block with { Target = new RegressionBlock<int>(row => (float[])[(float)((data.Targets([row])[0] - mean) / deviation)]) };
    }

    DataLoaders loaders = recipe.Loaders(block, new() { BatchSize = batch, Workers = 0 });
    var net = new TabularModel(
        [.. data.Names.Categorical.Select(name => EmbeddingSize.Rule(data.Classes(name).Count))],
        data.Names.Continuous.Count,
        data.Outputs,
        new() { Dropouts = [dropout, dropout], UseBn = data.IsCategory });
    var learner = new Learner(loaders, net.Initialize(recipe.Seed), new() { WeightDecay = 0.1, Metrics = data.IsCategory ? [new Accuracy()] : [] });
    recipe.Fit(learner, fit => learner.FitOneCycle(recipe.Epochs(10), lr, fit));
    return recipe.Model(TablePredictor.Of(data, new NetMember(net, data.IsCategory ? null : new() { Scale = deviation, Offset = mean, Low = targets.Min(), High = targets.Max() })));
});
