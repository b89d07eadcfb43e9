using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>Products and sums by named axes, on top of permute, reshape and matrix multiply.</summary>
    internal static class Einsum
    {
        /// <summary>Labels from here on stand for the axes under three dots.</summary>
        private const char FirstHidden = '\uE000';

        public static Tensor Forward(string equation, ReadOnlySpan<Tensor> operands)
        {
            Operands.RequireAll(operands, nameof(operands));
            CheckTypes(equation, operands);
            string[] inputs = Parse(equation, operands, out string output);
            Tensor[] tensors = operands.ToArray();
            DropRepeated(inputs, tensors);
            CheckSizes(equation, inputs, tensors);
            if (tensors.Length > 1 && DTypes.IsWhole(tensors[0].DType))
            {
                // Sums of whole numbers are Int64, and so are the factors then.
                Tensor[] wide = [.. tensors.Select(tensor => tensor.To(DType.Int64))];
                return Join(inputs, wide, output).To(tensors[0].DType);
            }

            return Join(inputs, tensors, output);
        }

        /// <summary>Operands are joined from left to right, and what the result lacks is summed over.</summary>
        private static Tensor Join(string[] inputs, Tensor[] tensors, string output)
        {
            Tensor result = tensors[0];
            string labels = inputs[0];
            for (int i = 1; i < tensors.Length; i++)
            {
                string needed = output + string.Concat(inputs[(i + 1)..]);
                result = Contract(result, labels, tensors[i], inputs[i], needed, out labels);
            }

            result = SumOut(result, ref labels, output);
            return Arrange(result, labels, output);
        }

        /// <summary>Two operands to one: labels that nothing needs any more are summed over.</summary>
        private static Tensor Contract(Tensor a, string aLabels, Tensor b, string bLabels, string needed, out string labels)
        {
            // 1. What only one operand has and nothing needs.
            a = SumOut(a, ref aLabels, needed + bLabels);
            b = SumOut(b, ref bLabels, needed + aLabels);

            // 2. [batch, m, k] x [batch, k, n]
            string batch = Where(aLabels, l => bLabels.Contains(l) && needed.Contains(l));
            string summed = Where(aLabels, l => bLabels.Contains(l) && !needed.Contains(l));
            string aFree = Where(aLabels, l => !bLabels.Contains(l));
            string bFree = Where(bLabels, l => !aLabels.Contains(l));
            int batchSize = Product(a, aLabels, batch);
            int m = Product(a, aLabels, aFree);
            int k = Product(a, aLabels, summed);
            int n = Product(b, bLabels, bFree);
            Tensor left = Arrange(a, aLabels, batch + aFree + summed).Reshape(batchSize, m, k);
            Tensor right = Arrange(b, bLabels, batch + summed + bFree).Reshape(batchSize, k, n);

            // 3. Back to one axis for each label.
            labels = batch + aFree + bFree;
            var sizes = new int[labels.Length];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = i < batch.Length + aFree.Length ? a.Shape[aLabels.IndexOf(labels[i])] : b.Shape[bLabels.IndexOf(labels[i])];
            }

            return left.MatMul(right).Reshape(sizes);
        }

        private static Tensor SumOut(Tensor x, ref string labels, string needed)
        {
            string all = labels;
            int[] axes = [.. Enumerable.Range(0, all.Length).Where(axis => !needed.Contains(all[axis]))];
            labels = Where(labels, needed.Contains);
            return axes.Length == 0 ? x : x.Sum(axes);
        }

        private static Tensor Arrange(Tensor x, string labels, string order) =>
            labels == order ? x : x.Permute([.. order.Select(label => labels.IndexOf(label))]);

        private static int Product(Tensor x, string labels, string chosen)
        {
            int product = 1;
            foreach (char label in chosen)
            {
                product *= x.Shape[labels.IndexOf(label)];
            }

            return product;
        }

        private static string Where(string labels, Func<char, bool> condition) => new([.. labels.Where(condition)]);

        private static string[] Parse(string equation, ReadOnlySpan<Tensor> operands, out string output)
        {
            string[] sides = equation.Replace(" ", string.Empty, StringComparison.Ordinal).Split("->");
            string[] written = sides[0].Split(',');
            bool fits = sides.Length <= 2 && written.Length == operands.Length;

            // 1. Three dots become one hidden label for each axis that the letters leave over, counted from the last.
            var inputs = new string[written.Length];
            int most = 0;
            for (int i = 0; i < written.Length && fits; i++)
            {
                bool dots = written[i].Contains("...", StringComparison.Ordinal);
                int letters = written[i].Length - (dots ? 3 : 0);
                int hidden = operands[i].Rank - letters;
                fits = dots ? hidden >= 0 : hidden == 0;
                most = Math.Max(most, hidden);
                inputs[i] = fits ? Expand(written[i], hidden) : string.Empty;
                fits = fits && inputs[i].All(IsLabel) && inputs[i].Distinct().Count() == inputs[i].Length;
            }

            // 2. Without an arrow: the dots, then the letters that occur once, in alphabetical order.
            string all = fits ? string.Concat(inputs) : string.Empty;
            output = sides.Length == 2
                ? Expand(sides[1], most)
                : Expand("...", most) + new string([.. all.Where(label => char.IsAsciiLetter(label) && all.Count(other => other == label) == 1).Order()]);
            fits = fits && output.Distinct().Count() == output.Length && output.All(all.Contains);
            return fits ? inputs : throw new ShapeException(
                "Einsum takes an equation with one letter for each axis, each once in an operand and in the result, such as \"bij,bjk->bik\"; ... stands for other axes.",
                $"\"{equation}\" for shapes {Shapes(operands)}",
                nameof(Einsum));
        }

        private static bool IsLabel(char label) => char.IsAsciiLetter(label) || label >= FirstHidden;

        /// <summary>Puts hidden labels in the place of three dots: the last axis has the first label, so that axes are aligned at the end.</summary>
        private static string Expand(string labels, int hidden) =>
            labels.Replace("...", new string([.. Enumerable.Range(0, hidden).Select(i => (char)(FirstHidden + hidden - 1 - i))]), StringComparison.Ordinal);

        /// <summary>An axis of size 1 repeats: the operand loses it where another operand has another size.</summary>
        private static void DropRepeated(string[] inputs, Tensor[] operands)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                for (int axis = inputs[i].Length - 1; axis >= 0; axis--)
                {
                    char label = inputs[i][axis];
                    if (operands[i].Shape[axis] == 1 && Enumerable.Range(0, inputs.Length).Any(k => inputs[k].Contains(label) && operands[k].Shape[inputs[k].IndexOf(label)] != 1))
                    {
                        operands[i] = operands[i].Squeeze(axis);
                        inputs[i] = inputs[i].Remove(axis, 1);
                    }
                }
            }
        }

        /// <summary>Products need numbers of one type; a single operand is only rearranged and summed.</summary>
        private static void CheckTypes(string equation, ReadOnlySpan<Tensor> operands)
        {
            bool fits = true;
            foreach (Tensor operand in operands)
            {
                operand.RequireAlive(nameof(Einsum));
                fits &= operand.DType == operands[0].DType && (operands.Length == 1 || operand.DType != DType.Bool);
            }

            if (!fits)
            {
                var types = new List<string>();
                foreach (Tensor operand in operands)
                {
                    types.Add($"{operand.DType} {operand.Shape}");
                }

                throw new HoneException(
                    $"Einsum \"{equation}\" needs numbers of one element type.",
                    string.Join(" and ", types),
                    nameof(Einsum),
                    "convert the operands with To(DType.Float32)");
            }
        }

        private static void CheckSizes(string equation, string[] inputs, ReadOnlySpan<Tensor> operands)
        {
            var sizes = new Dictionary<char, int>();
            for (int i = 0; i < inputs.Length; i++)
            {
                for (int axis = 0; axis < inputs[i].Length; axis++)
                {
                    int size = operands[i].Shape[axis];
                    if (!sizes.TryAdd(inputs[i][axis], size) && sizes[inputs[i][axis]] != size)
                    {
                        throw new ShapeException(
                            $"Einsum \"{equation}\" needs one size for each letter, or 1.",
                            $"{sizes[inputs[i][axis]]} and {size} for {(inputs[i][axis] >= FirstHidden ? "..." : inputs[i][axis])} in shapes {Shapes(operands)}",
                            nameof(Einsum));
                    }
                }
            }
        }

        private static string Shapes(ReadOnlySpan<Tensor> operands)
        {
            var shapes = new List<string>();
            foreach (Tensor operand in operands)
            {
                shapes.Add(operand.Shape.ToString());
            }

            return string.Join(" and ", shapes);
        }
    }
}

namespace Hone
{
    public sealed partial class Tensor
    {
        /// <summary>Products summed over named axes: "bij,bjk->bik" is the product of a batch of matrices.</summary>
        /// <remarks>
        /// Letters that the result lacks are summed over. Operands are joined from left to right, each pair by one batched matrix product.
        /// "..." stands for any axes, aligned at the end. An axis of size 1 repeats where another operand has another size, under the dots and under letters. Dots that the
        /// result lacks are summed over. Products of whole numbers are added as Int64 and cut to the operands' type; sums over a single operand stay Int64, as
        /// <see cref="TensorOperations.Sum(Tensor)"/> gives them. Gradients are those of the products and sums.
        /// PyTorch's <c>torch.einsum</c> without a letter twice in one operand.
        /// </remarks>
        /// <param name="equation">A letter for each axis of each operand, commas between operands, and after -> the axes of the result; without -> the dots, then the letters that occur once, in alphabetical order.</param>
        /// <param name="operands">At least one; numbers of one element type. A single one may be Bool.</param>
        /// <returns>y: one axis for each letter of the result.</returns>
        /// <exception cref="ShapeException">The equation does not fit the shapes, or a letter stands for two sizes.</exception>
        /// <exception cref="HoneException">The element types differ, or several operands are Bool.</exception>
        public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
        {
            ArgumentNullException.ThrowIfNull(equation);
            return Ops.Einsum.Forward(equation, operands);
        }
    }
}
