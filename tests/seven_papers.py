"""The seven papers of the page that ships (seeds/2025-06-02.txt), field by field, as a reader of the page sees them."""

from bot.model import Entry


def _authors(names: str) -> tuple[str, ...]:
    return tuple(names.split(", "))


SEVEN = (
    Entry(
        title="ProRL: Prolonged Reinforcement Learning Expands Reasoning Boundaries in Large Language Models",
        authors=_authors("Mingjie Liu, Shizhe Diao, Ximing Lu, Jian Hu, Xin Dong, Yejin Choi, Jan Kautz, Yi Dong"),
        abstract=(
            "Recent advances in reasoning-centric language models have highlighted reinforcement learning (RL) as a "
            "promising method for aligning models with verifiable rewards. However, it remains contentious whether "
            "RL truly expands a model's reasoning capabilities or merely amplifies high-reward outputs already "
            "latent in the base model's distribution, and whether continually scaling up RL compute reliably leads "
            "to improved reasoning performance. In this work, we challenge prevailing assumptions by demonstrating "
            "that prolonged RL (ProRL) training can uncover novel reasoning strategies that are inaccessible to base "
            "models, even under extensive sampling. We introduce ProRL, a novel training methodology that "
            "incorporates KL divergence control, reference policy resetting, and a diverse suite of tasks. Our "
            "empirical analysis reveals that RL-trained models consistently outperform base models across a wide "
            "range of pass@k evaluations, including scenarios where base models fail entirely regardless of the "
            "number of attempts. We further show that reasoning boundary improvements correlates strongly with task "
            "competence of base model and training duration, suggesting that RL can explore and populate new regions "
            "of solution space over time. These findings offer new insights into the conditions under which RL "
            "meaningfully expands reasoning boundaries in language models and establish a foundation for future work "
            "on long-horizon RL for reasoning. We release model weights to support further research: "
            "https://huggingface.co/nvidia/Nemotron-Research-Reasoning-Qwen-1.5B"
        ),
        ko=(
            "RL로 새로운 능력을 부여하는 것이 가능한가? 잘 하니까 되는 것 같다고 하네요. 다양한 과제를 통한 충분한 "
            "학습, Clip Higher 트릭과 샘플링 온도, KL Penalty에 대한 "
            "적절한 통제. 엔트로피 문제를 (https://arxiv.org/abs/2505.22617, https://arxiv.org/abs/2505.22312) 잘 "
            "통제하면 충분히 더 나아갈 "
            "수 있다는 의미 같군요."
        ),
        en=(
            "Is it possible to induce new capabilities using RL? This paper suggests it is possible if done well. "
            "The key factors are sufficient training with diverse tasks, clip higher tricks and sampling temperature "
            "adjustments, and adequate control of KL penalty. It seems to imply that if we can effectively manage "
            "entropy problems (https://arxiv.org/abs/2505.22617, https://arxiv.org/abs/2505.22312), we can make "
            "significant advancements."
        ),
        tags=(
            "rl",
            "reasoning",
        ),
    ),
    Entry(
        title="ATLAS: Learning to Optimally Memorize the Context at Test Time",
        authors=_authors(
            "Ali Behrouz, Zeman Li, Praneeth Kacham, Majid Daliri, Yuan Deng, Peilin Zhong, Meisam Razaviyayn, Vahab "
            "Mirrokni"
        ),
        abstract=(
            "Transformers have been established as the most popular backbones in sequence modeling, mainly due to "
            "their effectiveness in in-context retrieval tasks and the ability to learn at scale. Their quadratic "
            "memory and time complexity, however, bound their applicability in longer sequences and so has motivated "
            "researchers to explore effective alternative architectures such as modern recurrent neural networks "
            "(a.k.a long-term recurrent memory module). Despite their recent success in diverse downstream tasks, "
            "they struggle in tasks that requires long context understanding and extrapolation to longer sequences. "
            "We observe that these shortcomings come from three disjoint aspects in their design: (1) limited memory "
            "capacity that is bounded by the architecture of memory and feature mapping of the input; (2) online "
            "nature of update, i.e., optimizing the memory only with respect to the last input; and (3) less "
            "expressive management of their fixed-size memory. To enhance all these three aspects, we present ATLAS, "
            "a long-term memory module with high capacity that learns to memorize the context by optimizing the "
            "memory based on the current and past tokens, overcoming the online nature of long-term memory models. "
            "Building on this insight, we present a new family of Transformer-like architectures, called "
            "DeepTransformers, that are strict generalizations of the original Transformer architecture. Our "
            "experimental results on language modeling, common-sense reasoning, recall-intensive, and long-context "
            "understanding tasks show that ATLAS surpasses the performance of Transformers and recent linear "
            "recurrent models. ATLAS further improves the long context performance of Titans, achieving +80% "
            "accuracy in 10M context length of BABILong benchmark."
        ),
        ko=(
            "Test Time Train 계통 연구를 계속하고 있네요. 메모리를 매 입력에 대해서만 업데이트 하는 것이 아니라 "
            "일정한 컨텍스트에 대해 업데이트하도록 했군요."
        ),
        en=(
            "Research on Test-Time Training continues to progress. Instead of updating memory for each individual "
            "input, they've developed a method to update memory based on a certain context."
        ),
        tags=(
            "state-space-model",
            "transformer",
        ),
    ),
    Entry(
        title="How much do language models memorize?",
        authors=_authors(
            "John X. Morris, Chawin Sitawarin, Chuan Guo, Narine Kokhlikyan, G. Edward Suh, Alexander M. Rush, "
            "Kamalika Chaudhuri, Saeed Mahloujifar"
        ),
        abstract=(
            'We propose a new method for estimating how much a model "knows" about a datapoint and use it to measure '
            "the capacity of modern language models. Prior studies of language model memorization have struggled to "
            "disentangle memorization from generalization. We formally separate memorization into two components: "
            "unintended memorization, the information a model contains about a specific dataset, and generalization, "
            "the information a model contains about the true data-generation process. When we completely eliminate "
            "generalization, we can compute the total memorization, which provides an estimate of model capacity: "
            "our measurements estimate that GPT-style models have a capacity of approximately 3.6 bits per "
            "parameter. We train language models on datasets of increasing size and observe that models memorize "
            'until their capacity fills, at which point "grokking" begins, and unintended memorization decreases as '
            "models begin to generalize. We train hundreds of transformer language models ranging from 500K to 1.5B "
            "parameters and produce a series of scaling laws relating model capacity and data size to membership "
            "inference."
        ),
        ko=(
            "트랜스포머의 저장 공간에 대한 분석. 데이터의 규모가 저장 공간을 모두 채우는 이상의 시점이 되면 일반화 "
            "경향이 등장하기 시작한다고."
        ),
        en=(
            "An analysis of the memorization capacity of transformers. It suggests that generalization begin to "
            "emerge once the scale of data exceeds the model's memorization capacity."
        ),
        tags=(
            "scaling-law",
            "llm",
        ),
    ),
    Entry(
        title="BPE Stays on SCRIPT: Structured Encoding for Robust Multilingual Pretokenization",
        authors=_authors("Sander Land, Catherine Arnett"),
        abstract=(
            "Byte Pair Encoding (BPE) tokenizers, widely used in Large Language Models, face challenges in "
            "multilingual settings, including penalization of non-Western scripts and the creation of tokens with "
            "partial UTF-8 sequences. Pretokenization, often reliant on complex regular expressions, can also "
            "introduce fragility and unexpected edge cases. We propose SCRIPT (Script Category Representation in "
            "PreTokenization), a novel encoding scheme that bypasses UTF-8 byte conversion by using initial tokens "
            "based on Unicode script and category properties. This approach enables a simple, rule-based "
            "pretokenization strategy that respects script boundaries, offering a robust alternative to "
            "pretokenization strategies based on regular expressions. We also introduce and validate a constrained "
            "BPE merging strategy that enforces character integrity, applicable to both SCRIPT-BPE and byte-based "
            "BPE. Our experiments demonstrate that SCRIPT-BPE achieves competitive compression while eliminating "
            "encoding-based penalties for non-Latin-script languages."
        ),
        ko="유니코드의 카테고리 구조를 사용해서 Pretokenizer를 단순화한다는 아이디어네요.",
        en="The idea of simplifying the pretokenizer by using the category structure of Unicode.",
        tags=("tokenizer",),
    ),
    Entry(
        title="Test-Time Training Done Right",
        authors=_authors(
            "Tianyuan Zhang, Sai Bi, Yicong Hong, Kai Zhang, Fujun Luan, Songlin Yang, Kalyan Sunkavalli, William T. "
            "Freeman, Hao Tan"
        ),
        abstract=(
            "Test-Time Training (TTT) models context dependencies by adapting part of the model's weights (referred "
            "to as fast weights) during inference. This fast weight, akin to recurrent states in RNNs, stores "
            "temporary memories of past tokens in the current sequence. Existing TTT methods struggled to show "
            "effectiveness in handling long-context data, due to their inefficiency on modern GPUs. The TTT layers "
            "in many of these approaches operate with extremely low FLOPs utilization (often <5%) because they "
            "deliberately apply small online minibatch sizes (e.g., updating fast weights every 16 or 64 tokens). "
            "Moreover, a small minibatch implies fine-grained block-wise causal dependencies in the data, unsuitable "
            "for data beyond 1D ordered sequences, like sets or N-dimensional grids such as images or videos. In "
            "contrast, we pursue the opposite direction by using an extremely large chunk update, ranging from 2K to "
            "1M tokens across tasks of varying modalities, which we refer to as Large Chunk Test-Time Training "
            "(LaCT). It improves hardware utilization by orders of magnitude, and more importantly, facilitates "
            "scaling of nonlinear state size (up to 40% of model parameters), hence substantially improving state "
            "capacity, all without requiring cumbersome and error-prone kernel implementations. It also allows easy "
            "integration of sophisticated optimizers, e.g. Muon for online updates. We validate our approach across "
            "diverse modalities and tasks, including novel view synthesis with image set, language models, and "
            "auto-regressive video diffusion. Our approach can scale up to 14B-parameter AR video diffusion model on "
            "sequences up to 56K tokens. In our longest sequence experiment, we perform novel view synthesis with 1 "
            "million context length. We hope this work will inspire and accelerate new research in the field of "
            "long-context modeling and test-time training. Website: "
            "https://tianyuanzhang.com/projects/ttt-done-right"
        ),
        ko=(
            "Test Time Train 모델의 최적화 연구. 아이러니하지만 Window Attention으로 Local Dependency를 모델링하고 "
            "토큰이 아닌 청크 단위로 업데이트하는 TTT "
            "레이어가 Global Dependency를 모델링하는 형태군요."
        ),
        en=(
            "A study on optimizing Test-Time Training models. Interestingly, the model uses window attention to "
            "capture local dependencies, while the TTT layer, which updates based on chunks rather than individual "
            "tokens, models global dependencies."
        ),
        tags=("state-space-model",),
    ),
    Entry(
        title="GradPower: Powering Gradients for Faster Language Model Pre-Training",
        authors=_authors("Mingze Wang, Jinbo Wang, Jiaqi Zhang, Wei Wang, Peng Pei, Xunliang Cai, Weinan E, Lei Wu"),
        abstract=(
            "We propose GradPower, a lightweight gradient-transformation technique for accelerating language model "
            "pre-training. Given a gradient vector g=(g_i)_i, GradPower first applies the elementwise sign-power "
            "transformation: φ_p(g)=(sign(g_i)|g_i|^p)_i for a fixed p>0, and then feeds the transformed gradient "
            "into a base optimizer. Notably, GradPower requires only a single-line code change and no modifications "
            "to the base optimizer's internal logic, including the hyperparameters. When applied to Adam (termed "
            "AdamPower), GradPower consistently achieves lower terminal loss across diverse architectures (LLaMA, "
            "Qwen2MoE), parameter scales (66M to 2B), datasets (C4, OpenWebText), and learning-rate schedules "
            "(cosine, warmup-stable-decay). The most pronounced gains are observed when training modern "
            "mixture-of-experts models with warmup-stable-decay schedules. GradPower also integrates seamlessly with "
            "other state-of-the-art optimizers, such as Muon, yielding further improvements. Finally, we provide "
            "theoretical analyses that reveal the underlying mechanism of GradPower and highlights the influence of "
            "gradient noise."
        ),
        ko="그래디언트의 거듭제곱을 사용하면 최적화 속도가 향상된다는 결과.",
        en="This study suggests that using the power of gradients can improve optimization speed.",
        tags=("optimizer",),
    ),
    Entry(
        title="Critical Batch Size Revisited: A Simple Empirical Approach to Large-Batch Language Model Training",
        authors=_authors("William Merrill, Shane Arora, Dirk Groeneveld, Hannaneh Hajishirzi"),
        abstract=(
            "The right batch size is important when training language models at scale: a large batch size is "
            "necessary for fast training, but a batch size that is too large will harm token efficiency. To navigate "
            "this tradeoff, McCandlish et al. (2018) suggest that a critical batch size (CBS), below which training "
            "will not substantially degrade loss, can be estimated based on the gradient noise scale during "
            "training. While their method has been adopted in practice, e.g., when training GPT-3, strong "
            "assumptions are required to justify gradient noise as a proxy for the CBS, which makes it unclear "
            "whether their approach should be trusted in practice, limiting its applicability. In this paper, we "
            "introduce a simple, empirical approach to directly measure the CBS and show how the CBS evolves over "
            "training. Applying our approach to the OLMo models, we find that CBS is near 0 at initialization, "
            "increases rapidly at first, and then plateaus as training progresses. Furthermore, we find that this "
            "trend holds across different model sizes (1B and 7B), suggesting CBS from small training runs can "
            "inform larger-scale training runs. Our findings about how the CBS changes over training motivate batch "
            "size warmup as a natural way to reliably train language models at large batch size: start the batch "
            "size small and increase it as the CBS grows. To validate this claim, we use batch size warmup to train "
            "OLMo 1B to slightly better loss than the original training run with 43% fewer gradient steps. This "
            "shows how our framework can be applied to reliably train language models at larger batch sizes, "
            "increasing data parallelism without compromising performance."
        ),
        ko="Critical Batch Size를 모델 학습 과정에서 추정할 수 있는 방법을 만들었네요.",
        en="A method to estimate the critical batch size during the model training process.",
        tags=("optimization",),
    ),
)
