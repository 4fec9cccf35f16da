(* Where exact steps end, against the base model with more than one attempt.

   A population of problems i with the weights share i; C i holds the correct
   answers of problem i, and may be empty.

   pass pi n          == the share of problems solved by one of n attempts: the
                         mean of 1 - (1 - mass (pi i) (C i))^n          (pass@n)
   label_share        == the weight of the problems whose majority is correct
   solvable           == the weight of the problems with a correct answer
   answer_lim         == under exact steps the majority's probability tends to 1,
                         that of every other answer to 0
   ceiling            == so pass@n tends to label_share, for every n >= 1 (T38)
   pass_grows, pass_lim == the base model's pass@n grows with n, up to solvable
   crossover          == it overtakes label_share past exactly one n >= 1 if and
                         only if pass@1 <= label_share < solvable         (T38) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Conditional RewardAccuracy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Ceiling.

Variables (I A : finType) (share : I -> R) (C : I -> {set A}).
Hypothesis share_ge0 : forall i, 0 <= share i.

Definition pass (pi : I -> A -> R) (n : nat) : R :=
  \sum_(i : I) (share i * (1 - (1 - mass (pi i) (C i)) ^ n)).

Lemma pow_lim (u : nat -> R) (l : R) n :
  is_lim_seq u l -> is_lim_seq (fun k => u k ^ n) (l ^ n).
Proof.
move=> u_lim; elim: n => [|n IH] /=; first exact: is_lim_seq_const.
exact: is_lim_seq_mult'.
Qed.

Section Steps.

Variables (beta : R) (pi : I -> nat -> A -> R) (m : I -> A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : forall i, policy (pi i 0%N).
Hypothesis run : forall i, mirror_run [set m i] beta (pi i).

Definition label_share : R := \sum_(i : I) (share i * (if m i \in C i then 1 else 0)).

Lemma answer_lim i a : is_lim_seq (fun k => pi i k a) (if a == m i then 1 else 0).
Proof.
have m_in : m i \in [set m i] by rewrite in_set1.
case: (boolP [forall b, b \in [set m i]]) => [/forallP all|/forallPn [w w_out]].
  have a_m : a = m i by apply/eqP; have := all a; rewrite in_set1.
  rewrite a_m eqxx; apply: (is_lim_seq_ext (fun=> 1)); last exact: is_lim_seq_const.
  move=> k; have [_ sum1] := run_policy (m i) (pi0_policy i) (run i) k.
  rewrite -(sum_set1 (m i) (pi i k)) -[LHS]sum1; apply: eq_bigl => b; by rewrite all.
have := policy_lim beta_gt0 (pi0_policy i) (run i) m_in w_out (a := a).
rewrite in_set1; case: (a =P m i) => // e.
rewrite e /mass sum_set1 (_ : _ / _ = 1) //.
by have [gt0 _] := pi0_policy i; have := gt0 (m i) => *; field; lra.
Qed.

Lemma mass_lim i : is_lim_seq (fun k => mass (pi i k) (C i)) (if m i \in C i then 1 else 0).
Proof.
have -> : (if m i \in C i then 1 else 0)
          = \sum_(a : A) (if a \in C i then if a == m i then 1 else 0 else 0).
  rewrite -(sum_pick (m i) (fun a => if a \in C i then 1 else 0)); apply: eq_bigr => a _.
  by case: (a == m i); case: ifP.
apply: (is_lim_seq_ext (fun k => \sum_(a : A) (if a \in C i then pi i k a else 0))) => [k|].
  by rewrite -big_mkcond.
by apply: sum_lim => a; case: ifP => _; [exact: answer_lim|exact: is_lim_seq_const].
Qed.

Theorem ceiling n : (0 < n)%N -> is_lim_seq (fun k => pass (fun i => pi i k) n) label_share.
Proof.
move=> n_gt0; apply: sum_lim => i; apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
have -> : (if m i \in C i then 1 else 0) = 1 - (1 - (if m i \in C i then 1 else 0)) ^ n.
  case: ifP => _; last by rewrite Rminus_0_r pow1; ring.
  by rewrite Rminus_eq_0 pow_i; [ring|apply/ltP].
apply: is_lim_seq_minus'; first exact: is_lim_seq_const.
apply: pow_lim; apply: is_lim_seq_minus'; first exact: is_lim_seq_const.
exact: mass_lim.
Qed.

End Steps.

Section Base.

Variables (ref : I -> A -> R) (m : I -> A).
Hypothesis ref_policy : forall i, policy (ref i).

Definition solvable : R := \sum_(i : I) (share i * (if C i == set0 then 0 else 1)).

Let miss i := 1 - mass (ref i) (C i).

Let miss_in i : 0 <= miss i <= 1.
Proof.
have := mass_le1 (C i) (ref_policy i); have [gt0 _] := ref_policy i.
have : 0 <= mass (ref i) (C i) by apply: sum_ge0 => a _; left.
by rewrite /miss; lra.
Qed.

Let miss_empty i : C i = set0 -> miss i = 1.
Proof. by rewrite /miss /mass => ->; rewrite big_set0; ring. Qed.

Let miss_lt1 i : C i != set0 -> miss i < 1.
Proof.
by case/set0Pn => a a_in; have := mass_gt0 (ref_policy i) a_in; rewrite /miss; lra.
Qed.

Lemma pass_grows n : pass ref n <= pass ref n.+1.
Proof.
apply: sum_le => i _; apply: Rmult_le_compat_l => //; rewrite -/(miss i) /=.
have := miss_in i => ?; have : 0 <= miss i ^ n by apply: pow_le; lra.
by move=> ?; nra.
Qed.

Lemma pass_le n k : (n <= k)%N -> pass ref n <= pass ref k.
Proof.
move=> /subnKC <-; elim: (k - n)%N => [|j IH]; first by rewrite addn0; exact: Rle_refl.
by rewrite addnS; have := pass_grows (n + j); lra.
Qed.

Lemma pass_lim : is_lim_seq (pass ref) solvable.
Proof.
apply: sum_lim => i; apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
case: (C i =P set0) => [e|/eqP some].
  apply: (is_lim_seq_ext (fun=> 0)); last exact: is_lim_seq_const.
  by move=> n; rewrite -/(miss i) miss_empty // pow1; ring.
rewrite -[X in is_lim_seq _ (Finite X)]Rminus_0_r; apply: is_lim_seq_minus'.
  exact: is_lim_seq_const.
apply: is_lim_seq_geom; rewrite -/(miss i) Rabs_pos_eq; first exact: miss_lt1.
by have := miss_in i; lra.
Qed.

(* With n attempts at most some problem that can be solved is still missed. *)
Lemma pass_below j : label_share m < pass ref j -> label_share m < solvable.
Proof.
move=> lt; have : pass ref j <= solvable; last lra.
apply: sum_le => i _; apply: Rmult_le_compat_l => //; rewrite -/(miss i).
have := miss_in i => ?; have : 0 <= miss i ^ j by apply: pow_le; lra.
case: (C i =P set0) => [e|_] ?; last lra.
by rewrite miss_empty // pow1; lra.
Qed.

Theorem crossover :
  pass ref 1 <= label_share m /\ label_share m < solvable <->
  exists n : nat, (0 < n)%N /\ forall j, label_share m < pass ref j <-> (n < j)%N.
Proof.
split=> [[first last]|[n [n_gt0 cross]]]; last first.
  split; last by apply: (@pass_below n.+1); apply/cross.
  by apply: Rnot_lt_le => /cross; rewrite ltnNge n_gt0.
have [N near] := (is_lim_seq_spec _ _).2 pass_lim (mkposreal _ (Rlt_Rminus _ _ last)).
have past : exists j, if Rlt_dec (label_share m) (pass ref j) then true else false.
  exists N; have /= := near N (le_n N); rewrite /Rabs; case: Rlt_dec => // no.
  by case: Rcase_abs => ? ?; lra.
case: (ex_minnP past) => [[|[|n]]] /=; case: Rlt_dec => // lt _ least.
- have le : pass ref 0 <= pass ref 1 by exact: pass_le.
  by lra.
- by lra.
exists n.+1; split=> // j; split=> [j_lt|n_lt]; last first.
  by have := pass_le n_lt; lra.
by apply: least; case: Rlt_dec.
Qed.

End Base.

End Ceiling.
