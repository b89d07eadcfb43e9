namespace Hone.Method;

/// <summary>A published row that is one training: the recipe of its name in <c>samples/</c>, which is compiled into this assembly too.</summary>
internal sealed class TrainingRow(string id, string description, string metric, double bar, Func<Experiment, Measurement> run, bool isLowerBetter = false) : PublishedRow
{
    public override string Id => id;

    public override string Description => description;

    public override string Metric => metric;

    public override double Bar => bar;

    public override bool IsLowerBetter => isLowerBetter;

    public override Measurement Measure(ReproduceOptions options, long seed, IStartObserver observer, CancellationToken cancellationToken) => run(new Experiment
    {
        Data = options.Data,
        Seed = seed,
        Progress = new TickProgress(observer),
        CancellationToken = cancellationToken,
    });
}
