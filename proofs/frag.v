(* ------------------------------------------------------------------------ *)
(* Votes of any number of rollouts. The label is drawn evenly among the most *)
(* frequent answers; rollouts that are drawn alone make that the same, on    *)
(* average, as the first seen.                                               *)

Section Rollouts.

Variables (A : finType) (N : nat) (pi : A -> R).
Hypothesis pi_gt0 : forall a, 0 < pi a.
Hypothesis pi_sum1 : \big[Rplus/0]_(a : A) pi a = 1.

Local Lemma drawn : Policy.policy pi.
Proof. by split. Qed.

Theorem T29_order_kept (a b : A) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let label_share x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
  (0 < N)%N -> pi b < pi a -> label_share b < label_share a.
Proof. move=> votes is_label label_share; exact: (Rollouts.label_share_lt drawn). Qed.

(* A rollout that answers x votes with N others. *)
Theorem T28_increasing (a b : A) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let vote_mean x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (fun z => (z == x) + votes y z)%N x) in
  (0 < N)%N -> pi b < pi a -> vote_mean b < vote_mean a.
Proof. move=> votes is_label vote_mean; exact: (Rollouts.vote_mean_lt drawn). Qed.

Theorem T30_bound (a : A) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let label_share x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
  (forall j, j != a -> pi j < pi a) ->
  1 - label_share a
  <= \big[Rplus/0]_(j | j != a) (1 - (sqrt (pi a) - sqrt (pi j)) ^ 2) ^ N.
Proof. move=> votes is_label label_share; exact: (Rollouts.vote_fails N drawn). Qed.

Theorem T30_enough_votes (a b : A) (delta : R) :
  let votes (y : {ffun 'I_N -> A}) x := #|[set i | y i == x]| in
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let label_share x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * is_label (votes y) x) in
  let overlap := 1 - (sqrt (pi a) - sqrt (pi b)) ^ 2 in
  (forall j, j != a -> pi j < pi a) ->
  b != a -> (forall j, j != a -> pi j <= pi b) ->
  0 < delta -> 0 < overlap ->
  ln ((INR #|A| - 1) / delta) / - ln overlap <= INR N ->
  1 - label_share a <= delta.
Proof.
move=> votes is_label label_share overlap mode; exact: (Rollouts.enough_votes drawn mode).
Qed.

Theorem T48_best_of (m : A) :
  \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * (if [exists i, y i == m] then 1 else 0))
  = 1 - (1 - pi m) ^ N.
Proof. exact: (Rollouts.best_of N m drawn). Qed.

End Rollouts.

(* With ever more other voters the reward is 1 on the mode and 0 elsewhere. *)
Theorem T28_limit (A : finType) (pi : A -> R) (a b : A) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall j, j != a -> pi j < pi a) ->
  let is_label (votes : A -> nat) x :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let vote_mean N x := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i)
     * is_label (fun z => (z == x) + #|[set i | y i == z]|)%N x) in
  is_lim_seq (fun N => vote_mean N b) (if b == a then 1 else 0).
Proof.
move=> pi_gt0 sum1 mode is_label vote_mean; have pi_policy : Policy.policy pi by split.
exact: (Rollouts.vote_mean_lim pi_policy mode).
Qed.

(* ------------------------------------------------------------------------ *)
(* Proposition 1, reward by reward, and the family r_uni.                   *)

Theorem T17_mode_not_majority : exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (y : 'I_3),
  ((forall z, 0 < pi z) /\ \big[Rplus/0]_(z : 'I_3) pi z = 1) /\
  (forall z, z != y -> pi z < pi y) /\
  \big[Rplus/0]_(z | answer z == answer y) pi z
  < \big[Rplus/0]_(z | answer z != answer y) pi z.
Proof. exact: Order.mode_not_majority. Qed.

(* The vote of the population pays the answers of the larger mass. *)
Theorem T19d_trajectory_vote_false :
  exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (majority : bool) (y z : 'I_3),
  ((forall x, 0 < pi x) /\ \big[Rplus/0]_(x : 'I_3) pi x = 1) /\
  \big[Rplus/0]_(x | answer x != majority) pi x
  < \big[Rplus/0]_(x | answer x == majority) pi x /\
  pi z < pi y /\
  (if answer y == majority then 1 else 0) < (if answer z == majority then 1 else 0).
Proof. exact: Order.vote_reverses. Qed.

Theorem T19b_length_normalised_false :
  exists (pi : 'I_3 -> R) (length : 'I_3 -> nat) (a b : 'I_3),
  ((forall y, 0 < pi y) /\ \big[Rplus/0]_(y : 'I_3) pi y = 1) /\
  (forall y, (0 < length y)%N) /\ pi b < pi a /\
  / INR (length a) * ln (pi a) < / INR (length b) * ln (pi b).
Proof. exact: Order.length_reverses. Qed.

Theorem T19b_one_length (A : finType) (pi : A -> R) (length : A -> nat) (a b : A) :
  (forall y, 0 < pi y) -> \big[Rplus/0]_(y : A) pi y = 1 ->
  (0 < length a)%N -> length a = length b -> pi b < pi a ->
  / INR (length b) * ln (pi b) < / INR (length a) * ln (pi a).
Proof.
move=> pi_gt0 sum1; have pi_policy : Policy.policy pi by split.
exact: (Order.same_length_order pi_policy).
Qed.

(* Trajectories of two tokens; the reward is minus the mean entropy. *)
Theorem T19c_token_entropy_false : exists (root : bool -> R) (leaf : bool -> bool -> R)
    (y z : bool * bool),
  let entropy (q : bool -> R) := - (\big[Rplus/0]_(a : bool) (q a * ln (q a))) in
  ((forall a, 0 < root a) /\ \big[Rplus/0]_(a : bool) root a = 1) /\
  (forall a, (forall b, 0 < leaf a b) /\ \big[Rplus/0]_(b : bool) leaf a b = 1) /\
  let pi (y : bool * bool) := root y.1 * leaf y.1 y.2 in
  let r (y : bool * bool) := (- entropy root + - entropy (leaf y.1)) / 2 in
  pi z < pi y /\ r y < r z.
Proof. exact: Order.entropy_reverses. Qed.

Theorem T19e_vote_weak (A : finType) (pi : A -> R) (m a b : A) :
  (forall j, j != m -> pi j < pi m) -> pi b < pi a ->
  (if b == m then 1 else 0) <= (if a == m then 1 else 0).
Proof. exact: Order.vote_weak. Qed.

Theorem T19e_vote_not_strict : exists (pi : 'I_3 -> R) (m a b : 'I_3),
  ((forall j, 0 < pi j) /\ \big[Rplus/0]_(j : 'I_3) pi j = 1) /\
  (forall j, j != m -> pi j < pi m) /\ pi b < pi a /\
  (if a == m then 1 else 0) = (if b == m then 1 else 0).
Proof. exact: Order.vote_ties. Qed.

(* psi is the identity for trajectory entropy, exp for the probability. *)
Theorem T19_likelihood (A : finType) (pi : A -> R) (psi : R -> R) (a b : A) :
  (forall y, 0 < pi y) -> \big[Rplus/0]_(y : A) pi y = 1 ->
  (forall x y, x < y -> psi x < psi y) -> pi b < pi a ->
  psi (ln (pi b)) < psi (ln (pi a)).
Proof.
move=> pi_gt0 sum1; have pi_policy : Policy.policy pi by split.
exact: (Order.rising_reward pi_policy).
Qed.

Theorem T22_certainty_not_entropy : exists p q : 'I_3 -> R,
  let entropy (s : 'I_3 -> R) := - (\big[Rplus/0]_(v : 'I_3) (s v * ln (s v))) in
  let certainty (s : 'I_3 -> R) := \big[Rplus/0]_(v : 'I_3) (/ 3 * ln (/ 3 / s v)) in
  ((forall v, 0 < p v) /\ \big[Rplus/0]_(v : 'I_3) p v = 1) /\
  ((forall v, 0 < q v) /\ \big[Rplus/0]_(v : 'I_3) q v = 1) /\
  entropy q < entropy p /\ certainty q < certainty p.
Proof. exact: Order.certainty_not_entropy. Qed.

(* a is a most probable answer, b a least probable one. *)
Theorem T24_any_reward (A : finType) (pi r : A -> R) (a b : A) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall x, pi b <= pi x <= pi a) -> pi b < pi a ->
  (forall y, pi b <= r y <= pi a) ->
  exists anchor : A -> A -> R, forall y,
    (forall x, 0 <= anchor y x) /\ \big[Rplus/0]_(x : A) anchor y x = 1 /\
    r y = exp (\big[Rplus/0]_(x : A) (anchor y x * ln (pi x))).
Proof.
move=> pi_gt0 sum1; have pi_policy : Policy.policy pi by split.
exact: (Order.vacuous pi_policy).
Qed.

Theorem T24_ground_truth (A : finType) (pi : A -> R) (a b : A) (C : {set A}) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall x, pi b <= pi x <= pi a) -> pi b < pi a ->
  exists anchor : A -> A -> R, forall y,
    (forall x, 0 <= anchor y x) /\ \big[Rplus/0]_(x : A) anchor y x = 1 /\
    exp (\big[Rplus/0]_(x : A) (anchor y x * ln (pi x)))
    = if y \in C then pi a else pi b.
Proof.
move=> pi_gt0 sum1 range lt; have pi_policy : Policy.policy pi by split.
have [|anchor is_r] := Order.vacuous (r := fun y => if y \in C then pi a else pi b) pi_policy range lt.
  by move=> y; case: ifP => _; lra.
by exists anchor => y; have [? [? ->]] := is_r y.
Qed.

(* ------------------------------------------------------------------------ *)
(* Inexact steps once more: the exact criterion.                            *)

Theorem T6_criterion
  (A : finType) (M : {set A}) (beta : R) (eta : nat -> R) (pi : nat -> A -> R) (m w : A) :
  0 < beta -> (forall k, 0 <= eta k <= 1) ->
  (forall k a, 0 < pi k a) -> (forall k, \big[Rplus/0]_(a : A) pi k a = 1) ->
  m \in M -> w \notin M ->
  let p k := \big[Rplus/0]_(a in M) pi k a in
  let optimum k := p k * exp (1 / beta) / (p k * exp (1 / beta) + (1 - p k)) in
  (forall k, p k.+1 = p k + eta k * (optimum k - p k)) ->
  is_lim_seq p 1 <-> is_lim_seq (fun k => \big[Rplus/0]_(j < k) eta j) p_infty.
Proof.
move=> beta_gt0 eta01 pi_gt0 sum1 m_in w_out p optimum moves.
have pi0 : Policy.policy (pi 0%N) by split.
have p0_in01 : 0 < p 0%N < 1.
  by split; [exact: (Policy.mass_gt0 pi0 m_in)|exact: (Policy.mass_lt1 pi0 w_out)].
exact: (Criterion.criterion (Odds.weight_gt1 beta_gt0) eta01 p0_in01 moves).
Qed.

(* ------------------------------------------------------------------------ *)
(* Rewards that depend on the policy.                                       *)

Theorem T9_endogenous_majority (A : finType) (beta : R) (ref q : A -> R) (m a : A) :
  0 < beta ->
  (forall b, 0 < ref b) -> \big[Rplus/0]_(b : A) ref b = 1 ->
  (forall b, 0 < q b) -> \big[Rplus/0]_(b : A) q b = 1 ->
  (forall j, j != m -> ref j < ref m) -> (forall b, q b <= q a) ->
  let objective := q a - beta * \big[Rplus/0]_(b : A) (q b * ln (q b / ref b)) in
  let value := beta * ln (1 + ref m * (exp (1 / beta) - 1)) in
  let tilt b := ref b * exp ((if b \in [set m] then 1 else 0) / beta)
    / \big[Rplus/0]_(c : A) (ref c * exp ((if c \in [set m] then 1 else 0) / beta)) in
  objective <= value /\ (objective = value <-> forall b, q b = tilt b).
Proof.
move=> beta_gt0 ref_gt0 ref_sum1 q_gt0 q_sum1 mode best objective value tilt.
have ref_policy : Policy.policy ref by split.
have q_policy : Policy.policy q by split.
exact: (Entropy.endogenous_max beta_gt0 ref_policy q_policy mode best).
Qed.

Section LogReward.

Variables (A : finType) (beta : R) (pi : nat -> A -> R) (a : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall b, 0 < pi 0%N b.
Hypothesis start_sum1 : \big[Rplus/0]_(b : A) pi 0%N b = 1.

Local Lemma log_start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T14_closed_form :
  (forall k b, pi k.+1 b = pi k b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi k c * exp (ln (pi k c) / beta))) ->
  forall k, pi k a = exp ((1 + 1 / beta) ^ k * ln (pi 0%N a))
    / \big[Rplus/0]_(b : A) exp ((1 + 1 / beta) ^ k * ln (pi 0%N b)).
Proof. by move=> run k; exact: (Powers.moving_closed beta_gt0 log_start run). Qed.

Theorem T14_limit :
  (forall k b, pi k.+1 b = pi k b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi k c * exp (ln (pi k c) / beta))) ->
  let is_top b := [forall c, if Rle_dec (pi 0%N c) (pi 0%N b) then true else false] in
  is_lim_seq (fun k => pi k a) (if is_top a then / INR #|[set b | is_top b]| else 0).
Proof. by move=> run; exact: (Powers.moving_lim beta_gt0 log_start run). Qed.

Theorem T15_closed_form :
  (forall k b, pi k.+1 b = pi 0%N b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi 0%N c * exp (ln (pi k c) / beta))) ->
  forall k,
  let s := \big[Rplus/0]_(j < k.+1) (/ beta) ^ j in
  pi k a = exp (s * ln (pi 0%N a)) / \big[Rplus/0]_(b : A) exp (s * ln (pi 0%N b)).
Proof.
move=> run k s; rewrite /s -(Powers.exponent_sum beta k).
exact: (Powers.fixed_closed beta_gt0 log_start run).
Qed.

Theorem T15_above_one :
  (forall k b, pi k.+1 b = pi 0%N b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi 0%N c * exp (ln (pi k c) / beta))) ->
  1 < beta ->
  let s := beta / (beta - 1) in
  is_lim_seq (fun k => pi k a)
    (exp (s * ln (pi 0%N a)) / \big[Rplus/0]_(b : A) exp (s * ln (pi 0%N b))).
Proof. by move=> run beta_gt1; exact: (Powers.fixed_lim_gt1 beta_gt0 log_start run). Qed.

Theorem T15_at_most_one :
  (forall k b, pi k.+1 b = pi 0%N b * exp (ln (pi k b) / beta)
     / \big[Rplus/0]_(c : A) (pi 0%N c * exp (ln (pi k c) / beta))) ->
  beta <= 1 ->
  let is_top b := [forall c, if Rle_dec (pi 0%N c) (pi 0%N b) then true else false] in
  is_lim_seq (fun k => pi k a) (if is_top a then / INR #|[set b | is_top b]| else 0).
Proof. by move=> run beta_le1; exact: (Powers.fixed_lim_le1 beta_gt0 log_start run). Qed.

End LogReward.

(* Trajectories of two tokens. of_root and of_leaf are any functionals: minus
   the entropy gives token entropy, KL(U || .) gives self-certainty.         *)
Section Tree.

Variables (A B : finType) (beta : R).
Variables (of_root : (A -> R) -> R) (of_leaf : (B -> R) -> R).
Variables (pi : nat -> A * B -> R) (y0 : A * B).

Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall y, 0 < pi 0%N y.
Hypothesis start_sum1 : \big[Rplus/0]_(y : A * B) pi 0%N y = 1.

Local Lemma tree_start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T21_closed_form :
  let root k a := \big[Rplus/0]_(b : B) pi k (a, b) in
  let leaf k a b := pi k (a, b) / root k a in
  let r k (y : A * B) := (of_root (root k) + of_leaf (leaf k y.1)) / 2 in
  (forall k y, pi k.+1 y = pi k y * exp (r k y / beta)
     / \big[Rplus/0]_(z : A * B) (pi k z * exp (r k z / beta))) ->
  forall k a, leaf k a = leaf 0%N a /\
  root k a = root 0%N a * exp (INR k * of_leaf (leaf 0%N a) / (2 * beta))
    / \big[Rplus/0]_(c : A) (root 0%N c * exp (INR k * of_leaf (leaf 0%N c) / (2 * beta))).
Proof.
move=> root leaf r run k a; split.
- exact: (Powers.tree_leaf tree_start run y0).
- exact: (Powers.tree_root beta_gt0 tree_start run y0).
Qed.

Theorem T21_limit (m : A) :
  let root k a := \big[Rplus/0]_(b : B) pi k (a, b) in
  let leaf k a b := pi k (a, b) / root k a in
  let r k (y : A * B) := (of_root (root k) + of_leaf (leaf k y.1)) / 2 in
  (forall k y, pi k.+1 y = pi k y * exp (r k y / beta)
     / \big[Rplus/0]_(z : A * B) (pi k z * exp (r k z / beta))) ->
  (forall a, a != m -> of_leaf (leaf 0%N a) < of_leaf (leaf 0%N m)) ->
  forall a, is_lim_seq (fun k => root k a) (if a == m then 1 else 0).
Proof.
move=> root leaf r run best a.
exact: (Powers.tree_lim beta_gt0 tree_start run y0 best).
Qed.

End Tree.

(* Token entropy, beta = 1: nine tenths at the start, and none in the end. *)
Theorem T21_prior_irrelevant : exists pi : nat -> bool * bool -> R,
  let entropy (q : bool -> R) := - (\big[Rplus/0]_(b : bool) (q b * ln (q b))) in
  let root k a := \big[Rplus/0]_(b : bool) pi k (a, b) in
  let leaf k a b := pi k (a, b) / root k a in
  let r k (y : bool * bool) := (- entropy (root k) + - entropy (leaf k y.1)) / 2 in
  ((forall y, 0 < pi 0%N y) /\ \big[Rplus/0]_(y : bool * bool) pi 0%N y = 1) /\
  root 0%N true = 9 / 10 /\
  (forall k y, pi k.+1 y = pi k y * exp (r k y / 1)
     / \big[Rplus/0]_(z : bool * bool) (pi k z * exp (r k z / 1))) /\
  is_lim_seq (fun k => root k true) 0.
Proof. exact: Instances.prior_forgotten. Qed.

(* ------------------------------------------------------------------------ *)
(* Whole exact steps with rewards in some order.                            *)

Section WholeSteps.

Variables (A : finType) (beta : R) (r pi : nat -> A -> R) (a0 : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall a, 0 < pi 0%N a.
Hypothesis start_sum1 : \big[Rplus/0]_(a : A) pi 0%N a = 1.
Hypothesis exact_step : forall k a, pi k.+1 a = pi k a * exp (r k a / beta)
  / \big[Rplus/0]_(b : A) (pi k b * exp (r k b / beta)).

Local Lemma whole_start : Policy.policy (pi 0%N).
Proof. by split. Qed.

Theorem T26_entropy_falls :
  let entropy k := - (\big[Rplus/0]_(a : A) (pi k a * ln (pi k a))) in
  (forall k a b, 0 <= (pi k a - pi k b) * (r k a - r k b)) ->
  forall k, entropy k.+1 <= entropy k.
Proof.
by move=> entropy comonotone; exact: (Entropy.run_entropy beta_gt0 whole_start exact_step a0).
Qed.

Theorem T37_never_falls (c : A -> R) :
  let accuracy k := \big[Rplus/0]_(a : A) (pi k a * c a) in
  (forall k a b, 0 <= (c a - c b) * (r k a - r k b)) ->
  forall k, accuracy k <= accuracy k.+1.
Proof.
by move=> accuracy aligned; exact: (Entropy.run_rises beta_gt0 whole_start exact_step a0).
Qed.

Theorem T37_never_rises (c : A -> R) :
  let accuracy k := \big[Rplus/0]_(a : A) (pi k a * c a) in
  (forall k a b, 0 <= (- c a - - c b) * (r k a - r k b)) ->
  forall k, accuracy k.+1 <= accuracy k.
Proof.
by move=> accuracy opposed; exact: (Entropy.run_falls beta_gt0 whole_start exact_step a0).
Qed.

End WholeSteps.

(* A step with beta = 1. *)
Theorem T49_entropy_rises : exists pi r : bool -> R,
  let step a := pi a * exp (r a / 1) / \big[Rplus/0]_(b : bool) (pi b * exp (r b / 1)) in
  let entropy (q : bool -> R) := - (\big[Rplus/0]_(a : bool) (q a * ln (q a))) in
  ((forall a, 0 < pi a) /\ \big[Rplus/0]_(a : bool) pi a = 1) /\
  entropy pi < entropy step.
Proof. exact: Order.entropy_rises. Qed.

(* ------------------------------------------------------------------------ *)
(* A population: one beta, problems i with weights share i.                 *)

Section RiseThenFall.

Variables (I A : finType) (share : I -> R) (beta : R) (pi : I -> nat -> A -> R).
Variables (m c : I -> A).

Hypothesis share_ge0 : forall i, 0 <= share i.
Hypothesis beta_gt0 : 0 < beta.
Hypothesis start_gt0 : forall i a, 0 < pi i 0%N a.
Hypothesis start_sum1 : forall i, \big[Rplus/0]_(a : A) pi i 0%N a = 1.
Hypothesis exact_step : forall i k a,
  pi i k.+1 a = pi i k a * exp ((if a == m i then 1 else 0) / beta)
    / \big[Rplus/0]_(b : A) (pi i k b * exp ((if b == m i then 1 else 0) / beta)).

Local Lemma crowd_starts i : Policy.policy (pi i 0%N).
Proof. by split. Qed.

Local Lemma crowd_runs i : Policy.mirror_run [set m i] beta (pi i).
Proof. exact: (Examples.run_set1 (exact_step i)). Qed.

Theorem T35_gap :
  let accuracy k := \big[Rplus/0]_(i : I) (share i * pi i k (c i)) in
  let label_accuracy := \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)) in
  let moment := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - pi i 0%N (m i)) / pi i 0%N (m i)
     else - (pi i 0%N (c i) / pi i 0%N (m i)))) in
  is_lim_seq accuracy label_accuracy /\
  is_lim_seq (fun k => exp (INR k / beta) * (accuracy k - label_accuracy)) (- moment).
Proof.
move=> accuracy label_accuracy moment; split.
- exact: (Population.label_lim _ beta_gt0 crowd_starts crowd_runs).
- exact: (Population.gap_lim _ beta_gt0 crowd_starts crowd_runs).
Qed.

Theorem T35_never_rises_again (level : R) :
  let accuracy k := \big[Rplus/0]_(i : I) (share i * pi i k (c i)) in
  0 < level <= 1 ->
  (forall i, m i = c i -> level <= pi i 0%N (m i)) ->
  (forall i, m i <> c i -> pi i 0%N (m i) <= level) ->
  forall j k, accuracy j.+1 <= accuracy j -> (j <= k)%N -> accuracy k.+1 <= accuracy k.
Proof.
move=> accuracy level01 above below j k.
exact: (Population.never_rises_again share_ge0 beta_gt0 crowd_starts crowd_runs level01 above below).
Qed.

Theorem T35_rise_then_fall (level : R) :
  let accuracy k := \big[Rplus/0]_(i : I) (share i * pi i k (c i)) in
  let label_accuracy := \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)) in
  let moment := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - pi i 0%N (m i)) / pi i 0%N (m i)
     else - (pi i 0%N (c i) / pi i 0%N (m i)))) in
  0 < level <= 1 ->
  (forall i, m i = c i -> level <= pi i 0%N (m i)) ->
  (forall i, m i <> c i -> pi i 0%N (m i) <= level) ->
  accuracy 0%N < accuracy 1%N -> moment < 0 ->
  exists peak : nat, (0 < peak)%N /\
    (forall k, (k < peak)%N -> accuracy k < accuracy k.+1) /\
    (forall k, (peak <= k)%N -> accuracy k.+1 <= accuracy k) /\
    label_accuracy < accuracy peak.
Proof.
move=> accuracy label_accuracy moment level01 above below.
exact: (Population.rise_then_fall share_ge0 beta_gt0 crowd_starts crowd_runs level01 above below).
Qed.

End RiseThenFall.

