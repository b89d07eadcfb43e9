namespace Hone.Nn;

/// <summary>A fully connected net: flatten, then linear layers with ReLU between them.</summary>
public static class MultilayerPerceptron
{
    /// <summary>Makes the net, without first values.</summary>
    /// <param name="inFeatures">Values of one item, all axes together.</param>
    /// <param name="hidden">Sizes of the hidden layers; none makes a linear model.</param>
    /// <param name="outFeatures">Classes or targets.</param>
    /// <returns>x: [batch, ...] with inFeatures values each, to y: [batch, out].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Sequential Create(int inFeatures, ReadOnlySpan<int> hidden, int outFeatures)
    {
        var layers = new List<Module> { new Flatten() };
        int previous = inFeatures;
        foreach (int size in hidden)
        {
            // Before ReLU, Kaiming's rule keeps the variance of the activations.
            layers.Add(new Linear(previous, size, new() { WeightInitializer = Initializers.KaimingNormal(), BiasInitializer = Initializers.Zeros }));
            layers.Add(new ReLU());
            previous = size;
        }

        layers.Add(new Linear(previous, outFeatures));
        return new Sequential([.. layers]) { Config = new MultilayerPerceptronConfig(inFeatures, hidden.ToArray(), outFeatures) };
    }
}
