using Hone.Nn;

namespace Hone.Method;

/// <summary>What comes out of every layer without children in one forward pass, in the order in which they ran.</summary>
internal static class LayerOutputs
{
    public static IReadOnlyList<(string Path, float[] Output)> Of(Module model, IReadOnlyList<Tensor> inputs)
    {
        var outputs = new List<(string, float[])>();
        Watch(model, inputs, (path, _, output) => outputs.Add((path, output.To(DType.Float32).ToArray<float>())));
        return outputs;
    }

    /// <summary>Runs the model without a tape and calls <paramref name="look"/> after each layer without children.</summary>
    public static void Watch(Module model, IReadOnlyList<Tensor> inputs, Action<string, Module, Tensor> look)
    {
        var hooks = new List<IDisposable>();
        try
        {
            foreach ((string path, Module module) in model.NamedModules())
            {
                if (!module.Children().Any())
                {
                    string name = path.Length == 0 ? module.TypeName : $"{path} ({module.TypeName})";
                    hooks.Add(module.AddForwardHook((layer, _, output) => look(name, layer, output)));
                }
            }

            using (StepScope.Begin())
            using (NoGrad.Enter())
            {
                model.Forward(inputs);
            }
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }
    }
}
